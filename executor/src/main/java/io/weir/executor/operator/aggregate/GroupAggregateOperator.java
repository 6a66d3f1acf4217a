// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.Operator;
import io.weir.executor.operator.OperatorContext;
import io.weir.executor.operator.Output;
import io.weir.executor.operator.Progress;
import io.weir.executor.state.Cell;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.TableScan;
import io.weir.executor.state.ValueType;
import io.weir.plan.physical.PhysicalPlan.GroupAggregate;
import io.weir.spi.batch.Batch;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.type.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps running totals per group; at each emitting barrier sends on how the touched groups have changed.
 *
 * <p>When all rows of a group come in one epoch, all groups are sent and forgotten at the barrier. Otherwise:
 *
 * <p>Until the first emitting barrier nothing has been shown, so nothing is remembered of touched groups, and that
 * barrier sends all groups there are. From then on every barrier sends the changes, and so does a batch that makes them
 * too many to remember: whoever shows them folds an epoch first.
 */
public final class GroupAggregateOperator implements Operator {
    private static final int EMITTED = 0;

    private final StateTable groups;
    private final Cell progress;
    private final GroupKeys keys;
    private final Aggregation aggregation;
    private final GroupChanges changes;
    private final boolean showsEmptyGroup;
    private final boolean perEpoch;

    private @Nullable TableScan scan;

    public GroupAggregateOperator(GroupAggregate plan, OperatorContext context) {
        List<DataType> inputTypes = plan.input().schema().types();
        boolean retracts = plan.inputChanges() == ChangeMode.RETRACT;
        perEpoch = plan.perEpoch();
        keys = new GroupKeys(plan.keys());
        aggregation = Aggregation.incremental(plan.calls(), plan.keys(), inputTypes, retracts, context.state());
        groups = context.state().table("groups", GroupKeys.types(plan.keys(), inputTypes), aggregation.columns());
        progress = context.state().cell("progress", List.of(ValueType.Raw.LONG), GroupAggregateOperator::merge);
        changes = new GroupChanges(aggregation, groups, plan.schema(), context);
        showsEmptyGroup = keys.none() && keys.singleIsIn(context.state().range());
    }

    private static void merge(Cell into, Cell other) {
        into.setWord(EMITTED, Math.max(into.word(EMITTED), other.word(EMITTED)));
    }

    @Override
    public Progress onBatch(int input, Batch batch, Output out) {
        int[] touched = keys.resolve(groups, batch);
        if (hasEmitted()) {
            changes.touch(touched, keys.none() ? 1 : batch.size());
        }
        if (keys.none()) {
            aggregation.addToOne(groups, batch, touched[0]);
        } else {
            aggregation.add(groups, batch, touched);
        }
        return changes.full() ? changes.send(out) : Progress.DONE;
    }

    private boolean hasEmitted() {
        return progress.word(EMITTED) != 0;
    }

    @Override
    public Progress onBarrier(Barrier barrier, Output out) {
        if (!hasEmitted()) {
            if (!barrier.emit()) {
                return Progress.DONE;
            }
            if (showsEmptyGroup) {
                keys.single(groups);
            }
            scan = groups.scan();
        }
        return resume(out);
    }

    @Override
    public Progress resume(Output out) {
        if (scan == null) {
            return changes.send(out);
        }
        if (changes.sendAll(scan, out) == Progress.MORE) {
            return Progress.MORE;
        }
        scan = null;
        if (perEpoch) {
            groups.clear();
            aggregation.clear();
            return Progress.DONE;
        }
        progress.setWord(EMITTED, 1);
        return Progress.DONE;
    }
}
