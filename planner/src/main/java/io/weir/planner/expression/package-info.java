// SPDX-License-Identifier: Apache-2.0
/** What the planner asks of expressions and how it rewrites them. */
@NullMarked
package io.weir.planner.expression;

import org.jspecify.annotations.NullMarked;
