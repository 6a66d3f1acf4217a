// SPDX-License-Identifier: Apache-2.0
/**
 * Aggregation: accumulators that keep an aggregate's share of a group's row, and the operators that hold the groups.
 *
 * <p>A batch goes through in columns: its keys are resolved to rows of a state table, then each {@link
 * io.weir.executor.operator.aggregate.Intake} finds the rows that its calls take in, then each {@link
 * io.weir.executor.operator.aggregate.Accumulator} runs one loop over them. A new function is one accumulator, one
 * result and a line in {@link io.weir.executor.operator.aggregate.AggregateParts}.
 */
@NullMarked
package io.weir.executor.operator.aggregate;

import org.jspecify.annotations.NullMarked;
