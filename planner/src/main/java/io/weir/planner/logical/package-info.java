// SPDX-License-Identifier: Apache-2.0
/** From Calcite's relational trees to our logical plan: the last package that sees Calcite. */
@NullMarked
package io.weir.planner.logical;

import org.jspecify.annotations.NullMarked;
