// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.state.GrowableBytes;
import io.weir.executor.state.OrderedCursor;
import io.weir.plan.SortKey;
import io.weir.plan.expression.Expression.Literal;
import io.weir.spi.batch.Utf8;
import io.weir.spi.type.DataType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes from a row over others of its partition, as far as a {@link Reach.Side} says, both as rows were and as they are.
 *
 * <p>A row that is there less often in one of the two counts as often as there.
 */
final class Walk {
    private final OrderedRows rows;
    private final OrderedCursor cursor;
    private final Utf8 piece = new Utf8();
    private final GrowableBytes order = new GrowableBytes();
    // ---- the distances of a side as whole numbers of the key's unit, where they are
    private Reach.@Nullable Side wholeOf;
    private boolean whole;
    private long[] wholes = {};
    // ---- the key they are measured from
    private boolean hasBase;
    private long wholeBase;
    private @Nullable Object base;

    /** Rows gone over that have a value, for each column that asks for some. */
    private long[] values = {};

    Walk(OrderedRows rows) {
        this.rows = rows;
        cursor = rows.table().cursor();
    }

    /** Goes to the rows that a row's values are computed from; {@code reached} becomes the last of them. */
    void toRead(GrowableBytes from, int keyLength, Reach.Side side, boolean forward, GrowableBytes reached) {
        go(from, keyLength, side, forward, true, null, reached);
    }

    /**
     * Goes to the rows whose values are computed from a changed row; {@code reached} becomes the last of them, or another
     * changed row that comes before it.
     */
    void toFelt(GrowableBytes from, int keyLength, Reach.Side side, boolean forward, GrowableBytes reached) {
        go(from, keyLength, side, forward, false, null, reached);
    }

    /**
     * Goes back over the rows that are needed for those to come, the first of which may stand at a place.
     *
     * @param key the least order key that one to come can have
     */
    void backFromEnd(GrowableBytes end, int keyLength, Reach.Side side, Object key, GrowableBytes reached) {
        go(end, keyLength, side, false, true, key, reached);
    }

    private void go(
            GrowableBytes from,
            int keyLength,
            Reach.Side side,
            boolean forward,
            boolean reads,
            @Nullable Object given,
            GrowableBytes reached) {
        OrderedRows.copy(from, reached);
        if (side.isNothing()) {
            return;
        }
        if (side.isEverything()) {
            toTheEnd(from, keyLength, forward, reached);
            return;
        }
        boolean there = rows.table().seek(from, keyLength, cursor);
        if (there && forward && OrderedRows.compare(cursor.entry(piece), from) == 0) {
            there = cursor.next();
        } else if (!forward) {
            there = there ? cursor.previous() : last(from, keyLength);
        }
        boolean isEntry = given == null;
        order.clear();
        if (isEntry) {
            order.put(from.bytes(), keyLength, rows.orderEnd(from.bytes(), keyLength) - keyLength);
        }
        List<Literal> distances = side.distances();
        readDistances(side);
        readBase(from, keyLength + order.length(), given);
        Arrays.fill(values, 0);
        if (values.length < side.valued().size()) {
            values = new long[side.valued().size()];
        }
        long count = 0;
        long groups = 0;
        boolean groupCounts = isEntry;
        while (there) {
            cursor.entry(piece);
            int orderStart = piece.start() + keyLength;
            int orderEnd = rows.orderEnd(piece.bytes(), orderStart);
            boolean peer = Arrays.equals(piece.bytes(), orderStart, orderEnd, order.bytes(), 0, order.length());
            if (!peer) {
                groups += groupCounts || groups == 0 ? 1 : 0;
                groupCounts = false;
                order.clear();
                order.put(piece.bytes(), orderStart, orderEnd - orderStart);
            }
            if (count >= side.rows()
                    && groups > side.groups()
                    && hasValues(side.valued())
                    && !isNear(distances, orderEnd, forward, reads)) {
                return;
            }
            long sure = Math.min(
                    cursor.word(OrderedRows.NOW), cursor.word(OrderedRows.NOW) - cursor.word(OrderedRows.CHANGED));
            count += Math.max(0, sure);
            countValues(side.valued(), orderEnd, Math.max(0, sure));
            groupCounts |= sure > 0;
            reached.clear();
            reached.put(piece);
            if (!reads && cursor.word(OrderedRows.CHANGED) != 0) {
                return; // those behind feel that one as well
            }
            there = forward ? cursor.next() : cursor.previous();
        }
    }

    private void readDistances(Reach.Side side) {
        if (side.equals(wholeOf)) {
            return;
        }
        wholeOf = side;
        List<Literal> distances = side.distances();
        whole = !distances.isEmpty();
        wholes = new long[distances.size()];
        for (int i = 0; i < wholes.length; i++) {
            DataType type = rows.types().get(rows.order().get(0).column());
            whole &= RangeKeys.isWhole(type, distances.get(i));
            wholes[i] = whole ? RangeKeys.whole(type, distances.get(i)) : 0;
        }
    }

    /** Reads the key to measure distances from: of a row, unless it is given. */
    private void readBase(GrowableBytes row, int orderEnd, @Nullable Object given) {
        base = null;
        hasBase = given != null;
        if (wholes.length == 0) {
            return;
        }
        if (!whole) {
            base = given == null ? rows.firstKey(row.bytes(), orderEnd) : given;
            hasBase = base != null;
        } else if (given != null) {
            wholeBase = ((Number) given).longValue();
        } else if (!rows.isNull(row.bytes(), orderEnd, rows.order().get(0).column())) {
            hasBase = true;
            wholeBase = rows.firstWord(row.bytes(), orderEnd);
        }
    }

    private boolean hasValues(List<Reach.Valued> valued) {
        for (int i = 0; i < valued.size(); i++) {
            if (values[i] < valued.get(i).rows()) {
                return false;
            }
        }
        return true;
    }

    private void countValues(List<Reach.Valued> valued, int orderEnd, long weight) {
        for (int i = 0; i < valued.size(); i++) {
            if (!rows.isNull(piece.bytes(), orderEnd, valued.get(i).column())) {
                values[i] += weight;
            }
        }
    }

    private void toTheEnd(GrowableBytes from, int keyLength, boolean forward, GrowableBytes reached) {
        reached.truncate(keyLength);
        if (forward ? rows.table().last(reached, cursor) : rows.table().first(reached, cursor)) {
            reached.clear();
            reached.put(cursor.entry(piece));
        } else {
            OrderedRows.copy(from, reached);
        }
    }

    private boolean last(GrowableBytes from, int keyLength) {
        int length = from.length();
        from.truncate(keyLength);
        boolean there = rows.table().last(from, cursor);
        from.setLength(length);
        return there;
    }

    /** Whether one of two rows is within a distance of the other. */
    private boolean isNear(List<Literal> distances, int orderEnd, boolean forward, boolean reads) {
        SortKey key = rows.order().isEmpty() ? null : rows.order().get(0);
        if (distances.isEmpty() || !hasBase || key == null || rows.isNull(piece.bytes(), orderEnd, key.column())) {
            return false;
        }
        // the row that looks measures the distance: this one, or else the other, which looks the other way
        boolean up = (forward == reads) != key.descending();
        long word = whole ? rows.firstWord(piece.bytes(), orderEnd) : 0;
        Object value = whole ? null : rows.firstKey(piece.bytes(), orderEnd);
        for (int i = 0; i < distances.size(); i++) {
            int order;
            if (value == null || base == null) {
                order = RangeKeys.compare(
                        reads ? word : wholeBase, reads ? wholeBase : word, up ? wholes[i] : -wholes[i]);
            } else {
                DataType type = rows.types().get(key.column());
                order = RangeKeys.compare(
                        reads ? value : base, reads ? base : value, type, distances.get(i), up ? 1 : -1);
            }
            if (up ? order <= 0 : order >= 0) {
                return true;
            }
        }
        return false;
    }
}
