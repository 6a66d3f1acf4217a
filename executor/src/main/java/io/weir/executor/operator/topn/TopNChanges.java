// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.topn;

import io.weir.executor.operator.NegativeMultiplicity;
import io.weir.executor.state.GrowableBytes;
import io.weir.executor.state.OrderedCursor;
import io.weir.executor.state.OrderedTable;
import io.weir.executor.state.ValueType;
import io.weir.plan.RankFunction;
import io.weir.plan.physical.PhysicalPlan.TopN;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.batch.Utf8;
import io.weir.spi.connector.ChangeMode;
import java.util.Arrays;
import java.util.List;

/**
 * A walk over the rows of a partition, from the first on, that gathers how those in the range of ranks have changed.
 *
 * <p>An entry knows its weight now and the weight with which it was counted by the last walk, 0 if that ended before it; so
 * one walk finds both ranks of each row. It ends where both are behind the range.
 */
final class TopNChanges {
    static final int WEIGHT = 0;
    static final int OLD = 1;
    /** How many bytes of the sort part are the order; what follows breaks ties. */
    static final int ORDER_LENGTH = 2;

    static final List<ValueType> WORDS = List.of(ValueType.Raw.LONG, ValueType.Raw.LONG, ValueType.Raw.LONG);

    private final RowEntries form;
    private final OrderedTable entries;
    private final RankFunction function;
    private final long from;
    private final long to;
    private final boolean ranked;
    /** Whether what is behind the range stays there, since rows are only added, and has not been let go of when it came. */
    private final boolean trims;

    private final int rankColumn;

    private final BatchBuilder builder;
    private final RankRuns runs = new RankRuns();

    // ---- the walk
    private final Ranks old;
    private final Ranks now;
    private final OrderedCursor cursor;
    private final Utf8 piece = new Utf8();
    private final GrowableBytes group = new GrowableBytes();
    private final GrowableBytes gone = new GrowableBytes();
    private boolean first;
    /** Whether a row has been met that stays. */
    private boolean alive;

    private boolean done = true;
    /** Whether the cursor is at a row behind the range. */
    private boolean behind;

    /** Whether the runs are those of the entry that the cursor is at. */
    private boolean counted;

    private boolean whole;
    private int keyLength;

    TopNChanges(TopN plan, RowEntries form, OrderedTable entries) {
        this.form = form;
        this.entries = entries;
        function = plan.function();
        from = plan.from();
        to = plan.to();
        ranked = plan.ranked();
        trims = plan.inputChanges() == ChangeMode.APPEND && function != RankFunction.ROW_NUMBER && to < Long.MAX_VALUE;
        rankColumn = plan.input().schema().size();
        builder = new BatchBuilder(plan.schema().types());
        old = new Ranks(function);
        now = new Ranks(function);
        cursor = entries.cursor();
    }

    /** Says whether no row may have a weight below zero. */
    void expectWhole(boolean expected) {
        whole = expected;
    }

    /** Begins a partition, by the bytes that its entries begin with. */
    void begin(GrowableBytes key) {
        keyLength = key.length();
        old.begin();
        now.begin();
        first = true;
        counted = false;
        alive = false;
        behind = false;
        done = !entries.first(key, cursor);
    }

    boolean isDone() {
        return done;
    }

    /** Whether the partition was found to have no rows. */
    boolean foundNone() {
        return !alive;
    }

    boolean isFull() {
        return builder.full();
    }

    boolean isEmpty() {
        return builder.isEmpty();
    }

    Batch take() {
        return builder.build();
    }

    /** Goes on until the walk is done, the batch is full or as much has been visited as may be; says how much was. */
    int walk(int mostVisits) {
        int visits = 0;
        while (!done && !builder.full() && visits < mostVisits) {
            visits++;
            if (!counted) {
                if (behind || isBehind()) {
                    alive = true;
                    behind = true;
                    if (trims) {
                        remove();
                        continue;
                    }
                    done = true;
                    return visits;
                }
                count();
                counted = true;
            }
            while (!runs.isEmpty() && !builder.full() && visits < mostVisits) {
                visits++;
                long rank = runs.rank();
                form.decode(cursor.entry(piece), builder);
                if (ranked) {
                    builder.column(rankColumn).appendLong(rank);
                }
                builder.endRow(runs.take());
            }
            if (runs.isEmpty()) {
                counted = false;
                advance();
            }
        }
        return visits;
    }

    /** Whether this entry and all that follow are behind the range, as they were. */
    private boolean isBehind() {
        if (function != RankFunction.ROW_NUMBER && !isNextGroup()) {
            return false;
        }
        return old.rank() > to && now.rank() > to;
    }

    private boolean isNextGroup() {
        int length = (int) cursor.word(ORDER_LENGTH);
        cursor.sort(piece);
        byte[] bytes = piece.bytes();
        int start = piece.start();
        if (!first && Arrays.equals(bytes, start, start + length, group.bytes(), 0, group.length())) {
            return false;
        }
        first = false;
        group.clear();
        group.put(bytes, start, length);
        old.nextGroup();
        now.nextGroup();
        return true;
    }

    /** Finds what has changed of the entry. */
    private void count() {
        long weight = cursor.word(WEIGHT);
        if (weight < 0) {
            if (whole) {
                throw NegativeMultiplicity.ofRow();
            }
            weight = 0;
        }
        long before = cursor.word(OLD);
        long oldRank = old.rank();
        long rank = now.rank();
        runs.clear();
        if (function == RankFunction.ROW_NUMBER) {
            long oldFirst = Math.max(from, oldRank);
            long oldLast = Math.min(to, oldRank + before - 1);
            long first = Math.max(from, rank);
            long last = Math.min(to, rank + weight - 1);
            if (ranked) {
                runs.addBut(-1, oldFirst, oldLast, first, last);
                runs.addBut(1, first, last, oldFirst, oldLast);
            } else {
                runs.add(Math.max(0, last - first + 1) - Math.max(0, oldLast - oldFirst + 1), 0);
            }
        } else {
            long was = oldRank >= from && oldRank <= to ? before : 0;
            long is = rank >= from && rank <= to ? weight : 0;
            if (!ranked || rank == oldRank) {
                runs.add(is - was, rank);
            } else {
                runs.add(-was, oldRank);
                runs.add(is, rank);
            }
        }
        old.add(before);
        now.add(weight);
        cursor.setWord(OLD, rank <= to ? weight : 0);
    }

    private void advance() {
        if (cursor.word(WEIGHT) != 0) {
            alive = true;
            done = !cursor.next();
            return;
        }
        remove();
    }

    /** Takes the entry away and goes on to the next. */
    private void remove() {
        gone.clear();
        gone.put(cursor.entry(piece));
        entries.remove(gone);
        done = !entries.seek(gone, keyLength, cursor);
    }
}
