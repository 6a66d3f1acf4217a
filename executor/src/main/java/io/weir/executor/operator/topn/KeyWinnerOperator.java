// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.topn;

import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.Operator;
import io.weir.executor.operator.OperatorContext;
import io.weir.executor.operator.Output;
import io.weir.executor.operator.Progress;
import io.weir.executor.state.KeyHash;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.TableScan;
import io.weir.executor.state.ValueType;
import io.weir.plan.RankFunction;
import io.weir.plan.SortKey;
import io.weir.plan.physical.PhysicalPlan.KeyWinner;
import io.weir.plan.physical.PhysicalPlan.TopN;
import io.weir.spi.batch.Batch;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives the greatest row of each key, and counts the others: the first row of each partition in the order turned round.
 *
 * <pre>
 *   counts: key columns -&gt; [rows]      conflicts = the sum of (rows - 1) over all keys that have more than one
 * </pre>
 */
public final class KeyWinnerOperator implements Operator {
    private static final int ROWS = 0;

    private final OperatorContext context;
    private final int[] keys;
    private final TopNOperator winners;
    private final StateTable counts;

    private final KeyHash hash = new KeyHash();
    private long[] hashes = new long[Batch.MAX_ROWS];
    private int[] places = new int[Batch.MAX_ROWS];
    /** Rows behind others by all that has come; a row may be taken back before the one it was confused with. */
    private long behind;
    /** Whether the counts that a snapshot had have been looked at, which is done before anything else. */
    private boolean known;

    private @Nullable TableScan scan;
    /** What waits until the counts are known: a batch, or the barrier. */
    private @Nullable Batch waiting;

    private @Nullable Barrier barrier;

    public KeyWinnerOperator(KeyWinner plan, OperatorContext context) {
        this.context = context;
        List<DataType> types = plan.schema().types();
        keys = plan.keys().stream().mapToInt(Integer::intValue).toArray();
        List<SortKey> greatestFirst = new ArrayList<>();
        for (int column = 0; column < types.size(); column++) {
            greatestFirst.add(new SortKey(column, true, false));
        }
        winners = new TopNOperator(
                new TopN(
                        plan.input(),
                        plan.keys(),
                        greatestFirst,
                        RankFunction.ROW_NUMBER,
                        1,
                        1,
                        false,
                        ChangeMode.RETRACT,
                        false,
                        plan.schema()),
                context);
        counts = context.state()
                .table("counts", plan.keys().stream().map(types::get).toList(), List.of(ValueType.Raw.LONG));
    }

    @Override
    public Progress onBatch(int input, Batch batch, Output out) {
        if (!known && look() == Progress.MORE) {
            waiting = batch;
            return Progress.MORE;
        }
        return count(batch, out);
    }

    private Progress count(Batch batch, Output out) {
        int size = batch.size();
        if (places.length < size) {
            places = new int[size];
            hashes = new long[size];
        }
        hash.hash(batch, keys, hashes);
        counts.resolve(batch, keys, hashes, places, true, null);
        for (int i = 0; i < size; i++) {
            long rows = counts.word(places[i], ROWS);
            long now = rows + batch.weight(batch.row(i));
            behind += Math.max(0, now - 1) - Math.max(0, rows - 1);
            counts.setWord(places[i], ROWS, now);
        }
        for (int i = 0; i < size; i++) {
            if (counts.isLive(places[i]) && counts.word(places[i], ROWS) == 0) {
                counts.free(places[i]);
            }
        }
        return winners.onBatch(0, batch, out);
    }

    /** Counts the conflicts that a snapshot has, once, a slice at a time. */
    private Progress look() {
        TableScan from = scan != null ? scan : counts.scan();
        scan = from;
        int visited = 0;
        while (!from.done()) {
            if (visited >= TableScan.SLICE) {
                return Progress.MORE;
            }
            int count = from.next(places);
            visited += count < places.length ? TableScan.SLICE : count;
            for (int i = 0; i < count; i++) {
                behind += Math.max(0, counts.word(places[i], ROWS) - 1);
            }
        }
        scan = null;
        known = true;
        return Progress.DONE;
    }

    @Override
    public Progress onBarrier(Barrier closing, Output out) {
        if (!known && look() == Progress.MORE) {
            barrier = closing;
            return Progress.MORE;
        }
        return close(closing, out);
    }

    private Progress close(Barrier closing, Output out) {
        context.counters().setConflicts(behind);
        return winners.onBarrier(closing, out);
    }

    @Override
    public Progress resume(Output out) {
        if (!known && look() == Progress.MORE) {
            return Progress.MORE;
        }
        Batch batch = waiting;
        Barrier closing = barrier;
        waiting = null;
        barrier = null;
        if (batch != null) {
            return count(batch, out);
        }
        return closing != null ? close(closing, out) : winners.resume(out);
    }

    @Override
    public void close() {
        winners.close();
    }
}
