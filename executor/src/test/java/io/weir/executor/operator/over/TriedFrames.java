// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.plan.AggregateFunction;
import io.weir.plan.OverCall;
import io.weir.plan.OverCall.Bound;
import io.weir.plan.OverCall.Frame;
import io.weir.plan.OverCall.Unit;
import io.weir.spi.type.TypeKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Values of calls found by trying each row of a partition for each frame, as slow and plain as can be. */
final class TriedFrames {
    /** A row: partition, value, second. */
    record Row(String k, @Nullable Long v, int at) {
        /** A floating number of its own, of any size. */
        @Nullable
        Double d() {
            if (v == null) {
                return null;
            }
            return switch (Math.floorMod(3 * v + 7 * at, 29)) {
                case 0 -> at == 1 ? Double.NaN : 1e17;
                case 1 -> at == 1 ? Double.POSITIVE_INFINITY : -1e17;
                case 2 -> at == 1 ? Double.NEGATIVE_INFINITY : 0.1;
                case 3 -> 1e300;
                case 4 -> -1e300;
                case 5 -> 4e-320;
                case 6 -> 1.7e308;
                default -> v * 0.1 + at;
            };
        }
    }

    private final List<Row> rows;
    private final boolean descending;
    private final boolean nullsFirst;

    private TriedFrames(List<Row> rows, boolean descending, boolean nullsFirst) {
        this.rows = rows;
        this.descending = descending;
        this.nullsFirst = nullsFirst;
    }

    /** All rows by partition with their values, as text. */
    static List<String> of(List<Row> live, List<OverCall> calls, boolean descending, boolean nullsFirst) {
        List<String> texts = new ArrayList<>();
        Comparator<Long> values = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
        Comparator<Row> order = Comparator.comparing(
                        Row::v, nullsFirst ? Comparator.nullsFirst(values) : Comparator.nullsLast(values))
                .thenComparing(Row::v, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparingInt(Row::at);
        for (String key : live.stream().map(Row::k).distinct().toList()) {
            List<Row> partition =
                    live.stream().filter(row -> row.k.equals(key)).sorted(order).toList();
            TriedFrames frames = new TriedFrames(partition, descending, nullsFirst);
            for (int i = 0; i < partition.size(); i++) {
                StringBuilder text = new StringBuilder(text(partition.get(i)));
                for (OverCall call : calls) {
                    text.append(" | ").append(frames.value(call, i));
                }
                texts.add(text.toString());
            }
        }
        return texts;
    }

    static String text(Row row) {
        return row.k + " | " + (row.v == null ? "NULL" : row.v) + " | 1970-01-01 00:"
                + "%02d:%02d".formatted(row.at / 60, row.at % 60) + " | " + (row.d() == null ? "NULL" : row.d());
    }

    private @Nullable Long v(int i) {
        return rows.get(i).v;
    }

    private int peersFrom(int i) {
        int from = i;
        while (from > 0 && Objects.equals(v(from - 1), v(i))) {
            from--;
        }
        return from;
    }

    private int peersTo(int i) {
        int to = i + 1;
        while (to < rows.size() && Objects.equals(v(to), v(i))) {
            to++;
        }
        return to;
    }

    private int group(int i) {
        int group = 0;
        for (int at = peersTo(0); at <= i; at = peersTo(at)) {
            group++;
        }
        return group;
    }

    private int startOfGroup(int group) {
        int at = 0;
        for (int g = 0; g < group && at < rows.size(); g++) {
            at = peersTo(at);
        }
        return at;
    }

    private Object value(OverCall call, int i) {
        int n = rows.size();
        int constant = call.constants().isEmpty()
                ? 1
                : ((Number) Objects.requireNonNull(call.constants().get(0).value())).intValue();
        IntPredicate counts = j -> !call.ignoreNulls() || v(j) != null;
        return switch (call.function()) {
            case ROW_NUMBER -> i + 1L;
            case RANK -> peersFrom(i) + 1L;
            case DENSE_RANK -> group(i) + 1L;
            case PERCENT_RANK -> n == 1 ? 0.0 : (double) peersFrom(i) / (n - 1);
            case CUME_DIST -> (double) peersTo(i) / n;
            case NTILE -> tile(i, n, constant);
            case LAG -> beside(i, -1, constant, counts);
            case LEAD -> beside(i, 1, constant, counts);
            case FIRST_VALUE -> nth(frame(call, i).stream().filter(counts::test).toList(), 1);
            case NTH_VALUE -> nth(frame(call, i).stream().filter(counts::test).toList(), constant);
            case LAST_VALUE -> {
                List<Integer> frame =
                        frame(call, i).stream().filter(counts::test).toList();
                yield nth(frame, frame.size());
            }
            case AGGREGATE -> aggregate(call, frame(call, i));
        };
    }

    private Object aggregate(OverCall call, List<Integer> frame) {
        if (call.type().kind() == TypeKind.DOUBLE) {
            return floating(
                    call,
                    frame.stream()
                            .map(i -> rows.get(i).d())
                            .filter(Objects::nonNull)
                            .toList());
        }
        List<Long> values = frame.stream().map(this::v).filter(Objects::nonNull).toList();
        if (call.aggregate() == AggregateFunction.COUNT) {
            return (long) values.size();
        }
        if (values.isEmpty()) {
            return "NULL";
        }
        return switch (Objects.requireNonNull(call.aggregate())) {
            case SUM -> values.stream().mapToLong(v -> v).sum();
            case MIN -> values.stream().mapToLong(v -> v).min().getAsLong();
            case MAX -> values.stream().mapToLong(v -> v).max().getAsLong();
            case BIT_XOR -> values.stream().mapToLong(v -> v).reduce(0, (a, b) -> a ^ b);
            default -> throw new IllegalStateException();
        };
    }

    private static Object floating(OverCall call, List<Double> values) {
        int n = values.size();
        if (n == 0 || n == 1 && call.aggregate() == AggregateFunction.STDDEV_SAMP) {
            return "NULL";
        }
        return switch (Objects.requireNonNull(call.aggregate())) {
            case SUM -> sum(values);
            case AVG -> sum(values) / n;
            case MIN -> values.stream().min(Double::compare).get();
            case MAX -> values.stream().max(Double::compare).get();
            case VAR_POP -> squares(values) / n;
            case STDDEV_SAMP -> Math.sqrt(squares(values) / (n - 1));
            default -> throw new IllegalStateException();
        };
    }

    /** The double nearest to the sum. */
    private static double sum(List<Double> values) {
        double rough =
                values.stream().mapToDouble(v -> Double.isFinite(v) ? 0 : v).sum();
        return rough != 0 ? rough : exact(values).doubleValue();
    }

    private static BigDecimal exact(List<Double> values) {
        return values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The sum of the squares of the distances from the mean. */
    private static double squares(List<Double> values) {
        if (values.stream().anyMatch(v -> !Double.isFinite(v * v))) {
            return Double.NaN;
        }
        BigDecimal n = BigDecimal.valueOf(values.size());
        BigDecimal sum = pair(exact(values));
        BigDecimal squares = pair(values.stream().map(v -> square(v)).reduce(BigDecimal.ZERO, BigDecimal::add));
        BigDecimal distances = squares.multiply(n).subtract(sum.multiply(sum));
        return distances.signum() < 0 ? 0 : distances.doubleValue() / values.size();
    }

    private static BigDecimal square(double value) {
        double square = value * value;
        return new BigDecimal(square).add(new BigDecimal(Math.fma(value, value, -square)));
    }

    /** As two doubles hold it. */
    private static BigDecimal pair(BigDecimal exact) {
        BigDecimal high = new BigDecimal(exact.doubleValue());
        return high.add(new BigDecimal(exact.subtract(high).doubleValue()));
    }

    private Object nth(List<Integer> frame, int nth) {
        return nth < 1 || nth > frame.size() ? "NULL" : shown(v(frame.get(nth - 1)));
    }

    private static Object shown(@Nullable Long value) {
        return value == null ? "NULL" : value;
    }

    private Object beside(int i, int direction, int distance, IntPredicate counts) {
        int left = distance;
        for (int j = i + direction; left > 0 && j >= 0 && j < rows.size(); j += direction) {
            if (counts.test(j) && --left == 0) {
                return shown(v(j));
            }
        }
        return distance == 0 ? shown(v(i)) : "NULL";
    }

    private static long tile(int i, int n, int tiles) {
        int at = 0;
        for (int tile = 1; tile <= tiles; tile++) {
            at += n / tiles + (tile <= n % tiles ? 1 : 0);
            if (i < at) {
                return tile;
            }
        }
        throw new IllegalStateException();
    }

    private List<Integer> frame(OverCall call, int i) {
        Frame frame = call.frame();
        int from = Math.max(0, bound(frame, frame.lower(), i, true));
        int to = Math.min(rows.size(), bound(frame, frame.upper(), i, false));
        List<Integer> found = new ArrayList<>();
        for (int j = from; j < to; j++) {
            boolean excluded = switch (frame.exclusion()) {
                case NO_OTHERS -> false;
                case CURRENT_ROW -> i == j;
                case GROUP -> Objects.equals(v(i), v(j));
                case TIES -> i != j && Objects.equals(v(i), v(j));
            };
            if (!excluded) {
                found.add(j);
            }
        }
        return found;
    }

    /** The first row of a frame, or the first behind it. */
    private int bound(Frame frame, Bound bound, int i, boolean lower) {
        int sign = bound.kind() == Bound.Kind.PRECEDING ? -1 : 1;
        return switch (bound.kind()) {
            case UNBOUNDED_PRECEDING -> 0;
            case UNBOUNDED_FOLLOWING -> rows.size();
            case CURRENT_ROW -> {
                if (frame.unit() == Unit.ROWS) {
                    yield lower ? i : i + 1;
                }
                yield lower ? peersFrom(i) : peersTo(i);
            }
            case PRECEDING, FOLLOWING -> {
                int distance = sign * (int) Reach.count(bound);
                yield switch (frame.unit()) {
                    case ROWS -> (lower ? i : i + 1) + distance;
                    case GROUPS -> startOfGroup(group(i) + distance + (lower ? 0 : 1));
                    case RANGE -> ranged(i, distance, lower);
                };
            }
        };
    }

    private int ranged(int i, int distance, boolean lower) {
        Long base = v(i);
        if (base == null) {
            return lower ? peersFrom(i) : peersTo(i);
        }
        int direction = descending ? -1 : 1;
        int at = 0;
        while (at < rows.size()) {
            Long value = v(at);
            int order = value == null
                    ? (nullsFirst ? -1 : 1)
                    : Long.signum(direction * (value - (base + direction * distance)));
            if (order > 0 || order == 0 && lower) {
                break;
            }
            at++;
        }
        return at;
    }
}
