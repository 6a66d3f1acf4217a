// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.plan.JoinTime;
import io.weir.plan.JoinType;
import io.weir.reference.ReferenceQuery.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A join of append-only inputs within an interval of time: pairs at once, padded rows when no partner can come any more. */
final class IntervalJoinNode implements Node {
    private final Node left;
    private final Node right;
    private final JoinType type;
    private final JoinTime.Interval time;
    private final Pairs pairs;
    private final Watermark watermark;
    private final Scope scope;

    private ZSet sent = new ZSet();

    IntervalJoinNode(
            Node left,
            Node right,
            JoinType type,
            JoinTime.Interval time,
            Pairs pairs,
            Watermark watermark,
            Scope scope) {
        this.left = left;
        this.right = right;
        this.type = type;
        this.time = time;
        this.pairs = pairs;
        this.watermark = watermark;
        this.scope = scope;
    }

    @Override
    public ZSet step(Cut cut) {
        watermark.step(cut);
        pairs.add(inTime(left.step(cut), time.leftTime()), inTime(right.step(cut), time.rightTime()));
        if (!cut.emit()) {
            return new ZSet();
        }
        ZSet result = pairs.result(
                type,
                row -> passed(row.get(time.leftTime()), -time.lowerMicros()),
                row -> passed(row.get(time.rightTime()), time.upperMicros()));
        ZSet difference = result.minus(sent);
        sent = result;
        return difference;
    }

    /** Whether the last partner that a row of this time could have is in the past; a row without time can have none. */
    private boolean passed(@Nullable Object micros, long distance) {
        return micros == null || watermark.closed((Long) micros + distance);
    }

    private ZSet inTime(ZSet rows, int timeColumn) {
        ZSet kept = new ZSet();
        for (Delta delta : rows.deltas()) {
            List<@Nullable Object> row = delta.row();
            Object micros = row.get(timeColumn);
            if (micros != null && watermark.late((Long) micros)) {
                scope.countLate(delta.weight());
            } else {
                kept.add(row, delta.weight());
            }
        }
        return kept;
    }
}
