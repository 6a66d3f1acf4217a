// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.plan.AggregateCall;
import io.weir.plan.OverCall;
import io.weir.plan.logical.LogicalPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Functions over frames by their definition: for each row the rows of its frame are collected, and the function is evaluated. */
final class Frames {
    private final LogicalPlan.Over plan;
    private final List<List<@Nullable Object>> rows;
    /** By row the number of its group of peers. */
    private final int[] groups;
    /** By call the last value: rows with the same frame share it. */
    private final Map<OverCall, Total> totals = new IdentityHashMap<>();

    private record Total(
            List<List<@Nullable Object>> frame, @Nullable Object value) {}

    private Frames(LogicalPlan.Over plan, List<List<@Nullable Object>> rows) {
        this.plan = plan;
        this.rows = rows;
        this.groups = new int[rows.size()];
        Comparator<List<@Nullable Object>> peers = Rows.byKeys(plan.order());
        for (int i = 1; i < groups.length; i++) {
            groups[i] = groups[i - 1] + (peers.compare(rows.get(i - 1), rows.get(i)) == 0 ? 0 : 1);
        }
    }

    /** Each row with the values of the calls. */
    static ZSet rows(LogicalPlan.Over plan, ZSet input, Scope scope) {
        ZSet result = new ZSet();
        for (List<Delta> partition : Rows.groups(input, plan.partition()).values()) {
            result.addAll(partition(plan, partition, scope));
        }
        return result;
    }

    /** The same for the rows of one partition. */
    static ZSet partition(LogicalPlan.Over plan, List<Delta> partition, Scope scope) {
        ZSet result = new ZSet();
        Frames frames = new Frames(plan, Rows.sorted(partition, plan.order()));
        for (int i = 0; i < frames.rows.size(); i++) {
            int at = i;
            scope.guarded(1, () -> result.add(frames.row(at), 1));
        }
        return result;
    }

    private List<@Nullable Object> row(int at) {
        List<@Nullable Object> row = new ArrayList<>(rows.get(at));
        for (OverCall call : plan.calls()) {
            row.add(value(call, at));
        }
        return row;
    }

    private @Nullable Object value(OverCall call, int at) {
        return switch (call.function()) {
            case ROW_NUMBER -> count(at + 1, call);
            case RANK -> count(firstPeer(at) + 1, call);
            case DENSE_RANK -> count(groups[at] + 1, call);
            case PERCENT_RANK -> rows.size() == 1 ? 0.0 : firstPeer(at) / (double) (rows.size() - 1);
            case CUME_DIST -> (lastPeer(at) + 1) / (double) rows.size();
            case NTILE -> count(tile(at, constant(call, 1)), call);
            case LAG -> shifted(call, at, -1);
            case LEAD -> shifted(call, at, 1);
            case FIRST_VALUE -> nth(frameValues(call, at), 1);
            case LAST_VALUE -> {
                List<@Nullable Object> values = frameValues(call, at);
                yield nth(values, values.size());
            }
            case NTH_VALUE -> nth(frameValues(call, at), constant(call, 1));
            case AGGREGATE -> aggregate(call, at);
        };
    }

    private static Object count(long number, OverCall call) {
        return switch (call.type().kind()) {
            case TINYINT, SMALLINT, INTEGER -> (Object) (int) number;
            default -> number;
        };
    }

    private static long constant(OverCall call, long otherwise) {
        return call.constants().isEmpty()
                ? otherwise
                : ((Number) Objects.requireNonNull(call.constants().get(0).value())).longValue();
    }

    /** Tiles differ by one row at most; the first ones are the larger. */
    private long tile(int at, long tiles) {
        long tile = 1;
        long end = 0;
        while (true) {
            end += rows.size() / tiles + (tile <= rows.size() % tiles ? 1 : 0);
            if (at < end) {
                return tile;
            }
            tile++;
        }
    }

    private @Nullable Object shifted(OverCall call, int at, int direction) {
        int column = call.arguments().get(0);
        long left = constant(call, 1);
        int found = at;
        while (left > 0) {
            found += direction;
            if (found < 0 || found >= rows.size()) {
                return call.arguments().size() > 1
                        ? rows.get(at).get(call.arguments().get(1))
                        : null;
            }
            if (!call.ignoreNulls() || rows.get(found).get(column) != null) {
                left--;
            }
        }
        return rows.get(found).get(column);
    }

    private List<@Nullable Object> frameValues(OverCall call, int at) {
        List<@Nullable Object> values = new ArrayList<>();
        for (List<@Nullable Object> row : frame(call, at)) {
            Object value = row.get(call.arguments().get(0));
            if (value != null || !call.ignoreNulls()) {
                values.add(value);
            }
        }
        return values;
    }

    private static @Nullable Object nth(List<@Nullable Object> values, long n) {
        return n < 1 || n > values.size() ? null : values.get((int) n - 1);
    }

    private @Nullable Object aggregate(OverCall call, int at) {
        List<List<@Nullable Object>> frame = frame(call, at);
        Total last = totals.get(call);
        if (last != null && sameRows(last.frame(), frame)) {
            return last.value();
        }
        AggregateCall aggregate = new AggregateCall(
                Objects.requireNonNull(call.aggregate()),
                call.arguments(),
                call.distinct(),
                call.filter(),
                List.of(),
                call.ignoreNulls(),
                call.type(),
                call.name());
        Object value = Aggregates.evaluate(
                aggregate, frame.stream().map(row -> new Delta(row, 1)).toList());
        totals.put(call, new Total(frame, value));
        return value;
    }

    private static boolean sameRows(List<List<@Nullable Object>> a, List<List<@Nullable Object>> b) {
        for (int i = 0; i < a.size() && a.size() == b.size(); i++) {
            if (a.get(i) != b.get(i)) {
                return false;
            }
        }
        return a.size() == b.size();
    }

    private List<List<@Nullable Object>> frame(OverCall call, int at) {
        OverCall.Frame frame = call.frame();
        IntPredicate lower = lower(frame.unit(), frame.lower(), at);
        IntPredicate upper = upper(frame.unit(), frame.upper(), at);
        // the rows are in order, so those that are not before the frame, and those that are after it, stand at the end
        int end = first(i -> !upper.test(i));
        List<List<@Nullable Object>> found = new ArrayList<>();
        for (int i = first(lower); i < end; i++) {
            boolean excluded = switch (frame.exclusion()) {
                case NO_OTHERS -> false;
                case CURRENT_ROW -> i == at;
                case GROUP -> samePeers(i, at);
                case TIES -> i != at && samePeers(i, at);
            };
            if (!excluded) {
                found.add(rows.get(i));
            }
        }
        return found;
    }

    /** The first row for which something holds that holds for all rows behind it too; the number of rows when there is none. */
    private int first(IntPredicate holds) {
        int from = 0;
        int to = rows.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (holds.test(middle)) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    /** Which rows are not before the frame of a row. */
    private IntPredicate lower(OverCall.Unit unit, OverCall.Bound bound, int at) {
        return switch (bound.kind()) {
            case UNBOUNDED_PRECEDING -> i -> true;
            case UNBOUNDED_FOLLOWING -> i -> false;
            case CURRENT_ROW -> i -> place(unit, i) >= place(unit, at);
            case PRECEDING, FOLLOWING ->
                unit == OverCall.Unit.RANGE
                        ? i -> range(bound, i, at) >= 0
                        : i -> place(unit, i) >= place(unit, at) + distance(bound);
        };
    }

    /** Which rows are not after the frame of a row. */
    private IntPredicate upper(OverCall.Unit unit, OverCall.Bound bound, int at) {
        return switch (bound.kind()) {
            case UNBOUNDED_PRECEDING -> i -> false;
            case UNBOUNDED_FOLLOWING -> i -> true;
            case CURRENT_ROW -> i -> place(unit, i) <= place(unit, at);
            case PRECEDING, FOLLOWING ->
                unit == OverCall.Unit.RANGE
                        ? i -> range(bound, i, at) <= 0
                        : i -> place(unit, i) <= place(unit, at) + distance(bound);
        };
    }

    private static long distance(OverCall.Bound bound) {
        long distance =
                ((Number) Objects.requireNonNull(bound.distance().orElseThrow().value())).longValue();
        return bound.kind() == OverCall.Bound.Kind.PRECEDING ? -distance : distance;
    }

    /** Which row it is, or which group of peers. */
    private int place(OverCall.Unit unit, int at) {
        return unit == OverCall.Unit.ROWS ? at : groups[at];
    }

    /** Whether a row comes before, at or after the bound of another; a row without a value is bounded by its peers. */
    private int range(OverCall.Bound bound, int i, int at) {
        var key = plan.order().get(0);
        Object here = rows.get(at).get(key.column());
        Object there = rows.get(i).get(key.column());
        if (here == null || there == null) {
            return Rows.compare(there, here, key);
        }
        boolean down = (bound.kind() == OverCall.Bound.Kind.PRECEDING) != key.descending();
        int order = RangeBound.compare(
                there,
                here,
                bound.distance().orElseThrow(),
                down,
                plan.input().schema().type(key.column()));
        return key.descending() ? -order : order;
    }

    private boolean samePeers(int a, int b) {
        return groups[a] == groups[b];
    }

    private int firstPeer(int at) {
        int first = at;
        while (first > 0 && samePeers(first - 1, at)) {
            first--;
        }
        return first;
    }

    private int lastPeer(int at) {
        int last = at;
        while (last < rows.size() - 1 && samePeers(last + 1, at)) {
            last++;
        }
        return last;
    }
}
