// SPDX-License-Identifier: Apache-2.0
/**
 * Joins: pairs of rows with equal keys.
 *
 * <p>Both sides are kept as multisets under shared keys. A batch of one side is joined with what the other side has, and
 * added to its own; so each pair is given once, whatever came first. Rows that depend on whether there is a partner are
 * settled at the barrier.
 */
@NullMarked
package io.weir.executor.operator.join;

import org.jspecify.annotations.NullMarked;
