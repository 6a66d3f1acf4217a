// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.harness.TextRows.Row;
import io.weir.plan.AggregateCall;
import io.weir.plan.AggregateFunction;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.Storage;
import io.weir.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Aggregates evaluated anew from all rows, one Java object at a time; the twin that the operators are held against. */
final class NaiveAggregate {
    /** A result that its type cannot hold. */
    private static final class OutOfRange extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private NaiveAggregate() {}

    /** The values of keys and calls for each group that has rows, without those that have a result out of range. */
    static List<List<Object>> groups(List<Row> changes, List<Integer> keys, List<AggregateCall> calls) {
        Map<List<Object>, List<Row>> groups = new LinkedHashMap<>();
        if (keys.isEmpty()) {
            groups.put(List.of(), new ArrayList<>());
        }
        for (Row change : changes) {
            groups.computeIfAbsent(values(change, keys), key -> new ArrayList<>())
                    .add(change);
        }
        List<List<Object>> results = new ArrayList<>();
        groups.forEach((key, rows) -> {
            if (keys.isEmpty() || rows.stream().mapToLong(Row::weight).sum() != 0) {
                try {
                    List<Object> result = new ArrayList<>(key);
                    for (AggregateCall call : calls) {
                        result.add(evaluate(call, rows));
                    }
                    results.add(result);
                } catch (OutOfRange e) {
                    // diverted
                }
            }
        });
        return results;
    }

    private static List<Object> values(Row row, List<Integer> columns) {
        return Arrays.asList(columns.stream().map(row.values()::get).toArray());
    }

    private static Object evaluate(AggregateCall call, List<Row> rows) throws OutOfRange {
        Map<List<Object>, Long> counts = new HashMap<>();
        for (Row row : rows) {
            List<Object> arguments = values(row, call.arguments());
            boolean counted =
                    call.filter() < 0 || Boolean.TRUE.equals(row.values().get(call.filter()));
            if (counted && !arguments.contains(null)) {
                List<Object> canonical =
                        arguments.stream().map(NaiveAggregate::canonical).collect(Collectors.toList());
                counts.merge(canonical, (long) row.weight(), Long::sum);
            }
        }
        Set<Map.Entry<List<Object>, Long>> values = new HashSet<>();
        counts.forEach((value, count) -> {
            if (count != 0) {
                values.add(Map.entry(value, call.distinct() ? 1L : count));
            }
        });
        long count = values.stream().mapToLong(Map.Entry::getValue).sum();
        return switch (call.function()) {
            case COUNT -> count;
            case APPROX_COUNT_DISTINCT -> (long) values.size();
            case MIN, MAX, ANY_VALUE, EVERY, SOME -> extreme(call, values);
            case BIT_AND, BIT_OR, BIT_XOR -> bits(call, values);
            case SUM, SUM0, AVG ->
                count == 0 && call.function() != AggregateFunction.SUM0 ? null : total(call, values, count);
            default -> throw new IllegalArgumentException(call.function().name());
        };
    }

    private static Object bits(AggregateCall call, Set<Map.Entry<List<Object>, Long>> values) {
        Long bits = null;
        for (Map.Entry<List<Object>, Long> each : values) {
            long value = ((Number) each.getKey().get(0)).longValue();
            if (call.function() == AggregateFunction.BIT_XOR && each.getValue() % 2 == 0) {
                value = 0;
            }
            bits = bits == null
                    ? (Long) value
                    : (Long)
                            switch (call.function()) {
                                case BIT_AND -> bits & value;
                                case BIT_OR -> bits | value;
                                default -> bits ^ value;
                            };
        }
        return bits == null || call.type().storage() == Storage.LONG ? bits : (Object) bits.intValue();
    }

    private static Object canonical(Object value) {
        if (value instanceof Double d) {
            return d + 0.0;
        }
        return value instanceof Float f ? (Object) (f + 0.0f) : value;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object extreme(AggregateCall call, Set<Map.Entry<List<Object>, Long>> values) {
        int sign = switch (call.function()) {
            case MAX, SOME -> 1;
            default -> -1;
        };
        Object best = null;
        for (Map.Entry<List<Object>, Long> each : values) {
            Object value = each.getKey().get(0);
            if (best == null || ((Comparable) value).compareTo(best) * sign > 0) {
                best = value;
            }
        }
        return best;
    }

    private static Object total(AggregateCall call, Set<Map.Entry<List<Object>, Long>> values, long count)
            throws OutOfRange {
        boolean average = call.function() == AggregateFunction.AVG;
        BigDecimal sum = BigDecimal.ZERO;
        boolean floating = call.type().kind() == TypeKind.DOUBLE;
        double odd = 0;
        for (Map.Entry<List<Object>, Long> each : values) {
            Object value = each.getKey().get(0);
            if (value instanceof Double || value instanceof Float) {
                double number = ((Number) value).doubleValue();
                if (Double.isFinite(number)) {
                    sum = sum.add(new BigDecimal(number).multiply(BigDecimal.valueOf(each.getValue())));
                } else {
                    odd += number;
                }
            } else {
                BigDecimal number = value instanceof BigDecimal decimal
                        ? decimal
                        : BigDecimal.valueOf(((Number) value).longValue());
                sum = sum.add(number.multiply(BigDecimal.valueOf(each.getValue())));
            }
        }
        if (floating) {
            double total = odd == 0 ? sum.doubleValue() : odd;
            return average ? total / count : total;
        }
        if (call.type() instanceof DecimalType decimal) {
            BigDecimal result = average
                    ? sum.divide(BigDecimal.valueOf(count), decimal.scale(), RoundingMode.HALF_UP)
                    : sum.setScale(decimal.scale(), RoundingMode.UNNECESSARY);
            if (result.unscaledValue().abs().compareTo(BigInteger.TEN.pow(decimal.precision())) >= 0) {
                throw new OutOfRange();
            }
            return result;
        }
        BigInteger whole = sum.toBigIntegerExact();
        if (whole.bitLength() > 63) {
            throw new OutOfRange();
        }
        return whole.longValue();
    }
}
