// SPDX-License-Identifier: Apache-2.0
/**
 * Rules that make a logical plan cheaper and leave its answer as it is. An optimised plan may fail less than what the
 * statement says, since a value that nobody reads is not computed; it never fails more.
 */
@NullMarked
package io.weir.planner.rule;

import org.jspecify.annotations.NullMarked;
