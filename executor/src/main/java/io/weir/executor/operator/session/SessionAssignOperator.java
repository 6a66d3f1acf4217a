// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.session;

import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.NegativeMultiplicity;
import io.weir.executor.operator.Operator;
import io.weir.executor.operator.OperatorContext;
import io.weir.executor.operator.Output;
import io.weir.executor.operator.Progress;
import io.weir.executor.state.KeyHash;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.TableScan;
import io.weir.executor.state.ValueType;
import io.weir.plan.WindowSpec;
import io.weir.plan.physical.PhysicalPlan.SessionAssign;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.ConstantVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows of each partition in the order of their times, and gives those of a session when the watermark closes it.
 *
 * <pre>
 *   partitions: partition -> due, reached
 *     due      when to look at the partition again: no session of it closes earlier
 *     reached  the time up to which rows are known to follow the first one without a gap, or UNKNOWN
 *   rows: partition, time, row -> weight
 * </pre>
 *
 * <p>Whether a row is late is decided by the rows that were there when its epoch was opened, so the rows of an epoch are
 * entered at its barrier only; then no order among them matters. Sessions are not kept, but found in the rows
 * when one may close: a row that is taken back can split a session, and a row that comes can merge two.
 */
public final class SessionAssignOperator implements Operator {
    private static final int DUE = 0;
    private static final int REACHED = 1;
    private static final long UNKNOWN = Long.MIN_VALUE;
    /** Due at the next barrier: a row that is taken back may leave behind sessions that are over. */
    private static final long NOW = Long.MIN_VALUE + 2;

    private record Negative(long time, byte[] entry) {}

    // ---- settings
    private final OperatorContext context;
    private final long gap;
    private final boolean revised;
    private final int timeColumn;
    private final int[] partitionColumns;
    private final List<DataType> inputTypes;
    private final List<WindowSpec.Property> properties;

    // ---- state
    private final StateTable partitions;
    private final SessionRows rows;
    /** What is in {@code partitions} by due time, and entries that are no longer true. Made from it after a restart. */
    private @Nullable DueHeap due;

    // ---- the epoch
    private final ArrayDeque<Batch> fresh = new ArrayDeque<>();
    /** Rows that were taken back before they came, or after they had left with a session: which of them is known at the barrier. */
    private final List<Negative> negative = new ArrayList<>();

    private final KeyHash hash = new KeyHash();
    private long[] hashes = new long[Batch.MAX_ROWS];
    private int[] found = new int[Batch.MAX_ROWS];

    // ---- the barrier
    private boolean closing;
    private long watermark;
    private @Nullable TableScan scan;
    private long closingStart;
    /** The last time of the session that is being sent, or UNKNOWN. */
    private long closingLast = UNKNOWN;

    private long walkedTo = UNKNOWN;
    private final VectorBuilder[] builders;
    private final int[] weights = new int[Batch.MAX_ROWS];

    public SessionAssignOperator(SessionAssign plan, OperatorContext context) {
        this.context = context;
        gap = plan.window().sizeMicros();
        revised = plan.window().revised();
        timeColumn = plan.window().timeColumn();
        partitionColumns =
                plan.window().partition().stream().mapToInt(Integer::intValue).toArray();
        inputTypes = plan.input().schema().types();
        properties = plan.properties();
        List<DataType> keyTypes =
                plan.window().partition().stream().map(inputTypes::get).toList();
        partitions = context.state().table("partitions", keyTypes, List.of(ValueType.Raw.LONG, ValueType.Raw.LONG));
        rows = new SessionRows(
                context.state().ordered("rows", keyTypes, timeThen(inputTypes), List.of(ValueType.Raw.LONG)),
                inputTypes);
        builders = inputTypes.stream()
                .map(type -> VectorBuilder.of(type, Batch.MAX_ROWS))
                .toArray(VectorBuilder[]::new);
    }

    private static List<DataType> timeThen(List<DataType> types) {
        DataType[] all = new DataType[types.size() + 1];
        all[0] = DataType.bigint();
        for (int i = 0; i < types.size(); i++) {
            all[i + 1] = types.get(i);
        }
        return List.of(all);
    }

    // ---- rows

    @Override
    public Progress onBatch(int input, Batch batch, Output out) {
        if (batch.size() > 0) {
            fresh.add(batch.retain());
        }
        return Progress.DONE;
    }

    /** Enters the rows of a batch that are not late; those already entered in this epoch must not count for that. */
    private int[] judge(Batch batch) {
        int count = batch.size();
        LongVector times = (LongVector) batch.column(timeColumn).flat();
        long open = context.openWatermark();
        int[] kept = new int[count];
        int keptCount = 0;
        long late = 0;
        long dropped = 0;
        resolve(batch, false);
        for (int i = 0; i < count; i++) {
            int row = batch.row(i);
            if (times.isNull(row)) {
                dropped += Math.abs(batch.weight(row));
                continue;
            }
            long time = times.values()[row];
            if (time + gap - 1 <= open && !touchesOpen(found[i], time)) {
                late += Math.abs(batch.weight(row));
                continue;
            }
            kept[keptCount++] = row;
        }
        context.counters().addLate(late);
        context.counters().addDropped(dropped);
        return Arrays.copyOf(kept, keptCount);
    }

    /** Where rows may be taken back, a row that is late does not let a session begin earlier, see {@link WindowSpec#revised}. */
    private boolean touchesOpen(int partition, long time) {
        return partition >= 0 && rows.any(partitions, partition, time - gap, revised ? time : time + gap);
    }

    private void resolve(Batch batch, boolean insert) {
        int count = batch.size();
        if (found.length < count) {
            found = new int[count];
            hashes = new long[count];
        }
        hash.hash(batch, partitionColumns, hashes);
        partitions.resolve(batch, partitionColumns, hashes, found, insert, null);
    }

    // ---- the barrier

    @Override
    public Progress onBarrier(Barrier barrier, Output out) {
        watermark = barrier.emit() ? context.watermark(barrier) : Barrier.NO_WATERMARK;
        judgeFresh();
        closing = false;
        return resume(out);
    }

    /** Judges all rows of the epoch before any of them is entered. */
    private void judgeFresh() {
        int batches = fresh.size();
        for (int i = 0; i < batches; i++) {
            Batch batch = fresh.remove();
            int[] kept = judge(batch);
            if (kept.length > 0) {
                fresh.add(batch.withSelection(kept, kept.length));
            }
            batch.release();
        }
    }

    @Override
    public Progress resume(Output out) {
        if (due == null) {
            due = new DueHeap();
            scan = partitions.scan();
        }
        if (scan != null && gather(scan, due) == Progress.MORE) {
            return Progress.MORE;
        }
        scan = null;
        if (!closing) {
            int entered = 0;
            while (!fresh.isEmpty()) {
                if (entered >= TableScan.SLICE / 4) {
                    return Progress.MORE;
                }
                Batch batch = fresh.remove();
                entered += batch.size();
                enter(batch, due);
                batch.release();
            }
            dropNegative();
            closing = true;
        }
        return close(due, out);
    }

    /** After a restart: all partitions there are. */
    private Progress gather(TableScan from, DueHeap into) {
        int visited = 0;
        while (!from.done()) {
            if (visited >= TableScan.SLICE) {
                return Progress.MORE;
            }
            int count = from.next(found);
            visited += count == 0 ? TableScan.SLICE : count;
            for (int i = 0; i < count; i++) {
                into.add(due(found[i]), found[i]);
            }
        }
        return Progress.DONE;
    }

    private void enter(Batch batch, DueHeap heap) {
        resolve(batch, true);
        LongVector times = (LongVector) batch.column(timeColumn).flat();
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            int partition = found[i];
            long time = times.values()[row];
            int weight = batch.weight(row);
            if (rows.add(partitions, partition, time, batch, row, weight) < 0) {
                negative.add(new Negative(time, rows.lastAdded()));
            }
            boolean isNew = partitions.word(partition, DUE) == 0;
            long look = weight < 0 ? NOW : time + gap;
            if (isNew || look < due(partition)) {
                setDue(partition, look, heap);
            }
            if (isNew || weight < 0 || time < partitions.word(partition, REACHED)) {
                partitions.setWord(partition, REACHED, UNKNOWN);
            }
        }
    }

    /** What a row takes back that has left with its session is late, though it touches a session that is open. */
    private void dropNegative() {
        long late = 0;
        for (Negative row : negative) {
            long taken = rows.dropIfNegative(row.entry());
            if (taken > 0 && row.time() + gap - 1 > context.openWatermark()) {
                throw NegativeMultiplicity.ofRow();
            }
            late += taken;
        }
        negative.clear();
        context.counters().addLate(late);
    }

    private long due(int partition) {
        return partitions.word(partition, DUE) ^ Long.MIN_VALUE;
    }

    private void setDue(int partition, long end, DueHeap heap) {
        partitions.setWord(partition, DUE, end ^ Long.MIN_VALUE); // a new row has 0, which is no end
        heap.add(end, partition);
    }

    private Progress close(DueHeap heap, Output out) {
        int looked = 0;
        while (!heap.isEmpty() && heap.firstTime() - 1 <= watermark) {
            int partition = heap.firstRow();
            boolean isTrue = partitions.isLive(partition) && due(partition) == heap.firstTime();
            if (isTrue) {
                if (out.full() || ++looked > TableScan.SLICE / 16) {
                    return Progress.MORE;
                }
                Progress progress = look(partition, heap, out);
                if (progress == Progress.MORE) {
                    return Progress.MORE;
                }
            } else {
                heap.removeFirst();
            }
        }
        if (!heap.isEmpty()) {
            context.waitsFor(heap.firstTime() - 1);
        }
        return Progress.DONE;
    }

    /** Sends the first session of a partition if it closes; says MORE when it has to go on with the same partition. */
    private Progress look(int partition, DueHeap heap, Output out) {
        if (closingLast == UNKNOWN) {
            if (!rows.toFirst(partitions, partition)) {
                heap.removeFirst();
                partitions.free(partition);
                return Progress.DONE;
            }
            closingStart = rows.firstTime();
            long known = partitions.word(partition, REACHED);
            long from = walkedTo != UNKNOWN ? walkedTo : known == UNKNOWN ? closingStart : known;
            long last = rows.walk(partitions, partition, from, gap);
            if (last == SessionRows.UNFINISHED) {
                walkedTo = rows.walked();
                return Progress.MORE;
            }
            walkedTo = UNKNOWN;
            if (last + gap - 1 > watermark) {
                heap.removeFirst();
                partitions.touch(partition);
                partitions.setWord(partition, REACHED, last);
                setDue(partition, last + gap, heap);
                return Progress.DONE;
            }
            closingLast = last;
        }
        int count = rows.take(partitions, partition, closingLast, weights.length, builders, weights);
        if (count > 0) {
            out.send(assigned(count));
        }
        if (count < weights.length) {
            closingLast = UNKNOWN;
            partitions.touch(partition);
            partitions.setWord(partition, REACHED, UNKNOWN);
            return Progress.DONE; // the heap still names it: what remains is looked at next
        }
        return Progress.MORE;
    }

    private Batch assigned(int count) {
        Vector[] columns = new Vector[builders.length + properties.size()];
        for (int i = 0; i < builders.length; i++) {
            columns[i] = builders[i].build();
        }
        for (int i = 0; i < properties.size(); i++) {
            long value = switch (properties.get(i)) {
                case START -> closingStart;
                case END -> closingLast + gap;
                case TIME -> closingLast + gap - 1;
            };
            columns[builders.length + i] = new ConstantVector(count, new LongVector(1, new long[] {value}, null));
        }
        boolean plain = true;
        for (int i = 0; i < count; i++) {
            plain &= weights[i] == 1;
        }
        return new Batch(count, columns, null, count, plain ? null : Arrays.copyOf(weights, count), null, null);
    }

    @Override
    public void close() {
        fresh.forEach(Batch::release);
        fresh.clear();
    }
}
