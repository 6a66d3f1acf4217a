// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.plan.AggregateCall;
import io.weir.plan.AggregateFunction;
import io.weir.spi.error.ErrorCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The value of an aggregate over the rows of one group: over the list of its arguments, in order. */
final class Aggregates {
    private Aggregates() {}

    static @Nullable Object evaluate(AggregateCall call, List<Delta> group) {
        List<Delta> rows = arguments(call, group);
        long count = rows.stream().mapToLong(Delta::weight).sum();
        return switch (call.function()) {
            case COUNT, REGR_COUNT, APPROX_COUNT_DISTINCT -> count;
            case SUM -> rows.isEmpty() ? null : Totals.sum(call, rows);
            case SUM0 -> Totals.sum(call, rows);
            case AVG -> rows.isEmpty() ? null : Totals.average(call, rows, count);
            case MIN, ANY_VALUE -> extreme(rows, -1);
            case MAX -> extreme(rows, 1);
            case SINGLE_VALUE -> {
                if (count > 1) {
                    throw new RowFailure(ErrorCode.CARDINALITY);
                }
                yield rows.isEmpty() ? null : rows.get(0).row().get(0);
            }
            case FIRST_VALUE -> rows.isEmpty() ? null : rows.get(0).row().get(0);
            case LAST_VALUE ->
                rows.isEmpty() ? null : rows.get(rows.size() - 1).row().get(0);
            case LISTAGG -> rows.isEmpty() ? null : joined(rows);
            case ARRAY_AGG -> rows.isEmpty() ? null : values(rows);
            case JSON_OBJECTAGG, JSON_OBJECTAGG_ABSENT -> rows.isEmpty() ? null : JsonValues.object(rows);
            case JSON_ARRAYAGG, JSON_ARRAYAGG_NULLS -> rows.isEmpty() ? null : JsonValues.array(values(rows));
            case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP, COVAR_POP, COVAR_SAMP, CORR, REGR_SXX, REGR_SYY ->
                Statistics.of(call.function(), rows, count);
            case BIT_AND, BIT_OR, BIT_XOR -> bits(call, rows);
            case EVERY ->
                rows.isEmpty()
                        ? null
                        : rows.stream().allMatch(d -> (Boolean) d.row().get(0));
            case SOME ->
                rows.isEmpty()
                        ? null
                        : rows.stream().anyMatch(d -> (Boolean) d.row().get(0));
        };
    }

    /** The arguments of the rows that count, in the order of the call and then of the arguments. */
    private static List<Delta> arguments(AggregateCall call, List<Delta> group) {
        Comparator<List<@Nullable Object>> order = Rows.byKeys(call.order());
        List<Argument> counting = new ArrayList<>();
        for (Delta delta : group) {
            List<@Nullable Object> values = Rows.select(delta.row(), call.arguments());
            boolean wanted =
                    call.filter() < 0 || Boolean.TRUE.equals(delta.row().get(call.filter()));
            if (wanted && counts(call, values)) {
                counting.add(new Argument(values, delta));
            }
        }
        counting.sort((a, b) -> {
            int byKeys = order.compare(a.of().row(), b.of().row());
            return byKeys != 0 ? byKeys : Canonical.compare(a.values(), b.values());
        });
        boolean distinct = call.distinct() || call.function() == AggregateFunction.APPROX_COUNT_DISTINCT;
        List<Delta> arguments = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (Argument argument : counting) {
            if (!distinct) {
                arguments.add(new Delta(argument.values(), argument.of().weight()));
            } else if (seen.add(Canonical.of(argument.values()))) {
                arguments.add(new Delta(argument.values(), 1));
            }
        }
        return arguments;
    }

    private record Argument(List<@Nullable Object> values, Delta of) {}

    private static boolean counts(AggregateCall call, List<@Nullable Object> arguments) {
        return switch (call.function()) {
            case FIRST_VALUE, LAST_VALUE, ARRAY_AGG -> !call.ignoreNulls() || arguments.get(0) != null;
            case SINGLE_VALUE, JSON_ARRAYAGG_NULLS -> true;
            case JSON_OBJECTAGG -> arguments.get(0) != null;
            default -> !arguments.contains(null);
        };
    }

    private static @Nullable Object extreme(List<Delta> rows, int sign) {
        Object best = null;
        for (Delta delta : rows) {
            Object value = delta.row().get(0);
            if (best == null || value != null && Canonical.compare(value, best) * sign > 0) {
                best = value;
            }
        }
        return best;
    }

    /** The first argument of each row, as often as it is there. */
    private static List<@Nullable Object> values(List<Delta> rows) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Delta delta : rows) {
            for (long i = 0; i < delta.weight(); i++) {
                values.add(delta.row().get(0));
            }
        }
        return values;
    }

    private static String joined(List<Delta> rows) {
        List<@Nullable Object> first = rows.get(0).row();
        String between = first.size() > 1 ? (String) first.get(1) : ",";
        return values(rows).stream().map(value -> (String) value).collect(Collectors.joining(between));
    }

    private static @Nullable Object bits(AggregateCall call, List<Delta> rows) {
        if (rows.isEmpty()) {
            return null;
        }
        boolean and = call.function() == AggregateFunction.BIT_AND;
        long result = and ? -1 : 0;
        for (Object value : values(rows)) {
            long bits = ((Number) java.util.Objects.requireNonNull(value)).longValue();
            result = and ? result & bits : call.function() == AggregateFunction.BIT_OR ? result | bits : result ^ bits;
        }
        return values(rows).get(0) instanceof Integer ? (Object) (int) result : (Object) result;
    }
}
