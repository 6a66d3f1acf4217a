// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator;

import io.weir.executor.harness.TextRows;
import io.weir.executor.harness.TextRows.Row;
import io.weir.executor.kernel.KernelMode;
import io.weir.executor.kernel.Kernels;
import io.weir.executor.kernel.RowErrors;
import io.weir.executor.state.FrozenState;
import io.weir.executor.state.KeyGroups;
import io.weir.executor.state.KeyHash;
import io.weir.executor.state.KeyRange;
import io.weir.executor.state.MemoryBudget;
import io.weir.executor.state.StateStore;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.batch.Batch;
import io.weir.spi.type.Schema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** An operator in several tasks, among which rows are divided by key group; their number can change at any barrier. */
final class Tasks {
    private static final int GROUPS = 16;

    private final PhysicalPlan plan;
    private final List<int[]> keys;
    private final MemoryBudget budget = MemoryBudget.unlimited();
    private List<Task> tasks = new ArrayList<>();
    private final Map<String, Long> result = new TreeMap<>();
    private long epoch;
    private long openWatermark = Barrier.NO_WATERMARK;

    /** @param keys by input the columns by which rows are divided */
    Tasks(PhysicalPlan plan, List<int[]> keys, int count) {
        this.plan = plan;
        this.keys = keys;
        start(count);
    }

    private void start(int count) {
        tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(new Task(KeyRange.of(i, count, GROUPS)));
        }
    }

    void input(int input, List<Row> rows) {
        Schema schema = plan.inputs().get(input).schema();
        for (Task task : tasks) {
            List<Row> mine = new ArrayList<>();
            for (Row row : rows) {
                long[] hash = new long[1];
                new KeyHash().hash(TextRows.batch(schema, List.of(row)), keys.get(input), hash);
                if (task.range.contains(KeyGroups.groupOf(hash[0], GROUPS))) {
                    mine.add(row);
                }
            }
            if (!mine.isEmpty()) {
                Batch batch = TextRows.batch(schema, mine);
                finish(task, task.operator.onBatch(input, batch, task));
                batch.release();
            }
        }
    }

    void barrier(long watermark, boolean last) {
        Barrier barrier = new Barrier(epoch++, new long[] {watermark}, 0, true, 0, false, last);
        for (Task task : tasks) {
            finish(task, task.operator.onBarrier(barrier, task));
        }
        openWatermark = watermark;
    }

    private static void finish(Task task, Progress first) {
        Progress progress = first;
        while (progress == Progress.MORE) {
            progress = task.operator.resume(task);
        }
    }

    /** Goes on with another number of tasks, from a snapshot. */
    void rescale(int count) throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (Task task : tasks) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (FrozenState frozen = task.state.freeze()) {
                frozen.write(out);
            }
            files.add(out.toByteArray());
            task.operator.close();
            task.state.close();
        }
        if (budget.leasedBytes() != 0) {
            throw new AssertionError(budget.leasedBytes() + " bytes were not returned");
        }
        start(count);
        for (Task task : tasks) {
            for (byte[] file : files) {
                task.state.restore(new ByteArrayInputStream(file));
            }
        }
    }

    /** What all output so far comes to. */
    Map<String, Long> result() {
        result.values().removeIf(weight -> weight == 0);
        return result;
    }

    /** One task and what it is lent. */
    private final class Task implements OperatorContext, Output {
        final KeyRange range;
        final StateStore state;
        final Operator operator;
        private final Counters counters = new Counters();

        Task(KeyRange range) {
            this.range = range;
            state = new StateStore(range, budget);
            operator = Operators.of(plan, this);
        }

        @Override
        public StateStore state() {
            return state;
        }

        @Override
        public Kernels kernels() {
            return Kernels.of(KernelMode.INTERPRETED, new Random(1));
        }

        @Override
        public RowErrors errors() {
            return (batch, schema, row, weight, code, span) -> {};
        }

        @Override
        public Counters counters() {
            return counters;
        }

        @Override
        public long epochTimeMicros() {
            return 0;
        }

        @Override
        public long watermark(Barrier barrier) {
            return barrier.watermarks()[0];
        }

        @Override
        public long openWatermark() {
            return openWatermark;
        }

        @Override
        public void wakeAt(long timeMicros) {}

        @Override
        public boolean full() {
            return false;
        }

        @Override
        public void send(Batch batch) {
            for (Row row : TextRows.rows(plan.schema(), batch)) {
                result.merge(TextRows.text(plan.schema(), row.values()), (long) row.weight(), Long::sum);
            }
            batch.release();
        }
    }
}
