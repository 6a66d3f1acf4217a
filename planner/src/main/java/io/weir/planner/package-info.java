// SPDX-License-Identifier: Apache-2.0
/**
 * From statements to physical plans: catalog, validation, rules, the analysis of change and time, and EXPLAIN.
 * The last place where Calcite is seen.
 */
@NullMarked
package io.weir.planner;

import org.jspecify.annotations.NullMarked;
