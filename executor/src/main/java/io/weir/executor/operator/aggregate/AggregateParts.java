// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.state.OrderedTable;
import io.weir.executor.state.StateStore;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.ValueType;
import io.weir.plan.AggregateCall;
import io.weir.plan.AggregateFunction;
import io.weir.spi.batch.Utf8;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.Storage;
import io.weir.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns calls into accumulators and results; calls with the same needs share them. */
final class AggregateParts {
    private static final List<ValueType> COUNT_WORD = List.of(ValueType.Raw.LONG);

    private final List<DataType> inputTypes;
    private final List<Integer> keys;
    private final boolean retracts;
    /** Where values are counted one by one; null when that is left to the operator, which feeds each value once. */
    private final @Nullable StateStore state;

    private final Map<Lens, Feed> feeds = new LinkedHashMap<>();
    private final Map<Part, Object> parts = new HashMap<>();
    private final List<ValueType> columns = new ArrayList<>();
    private final List<Runnable> clearing = new ArrayList<>();
    private int distinctTables;
    private int orderedTables;

    private record Part(String kind, Lens lens, int column) {}

    AggregateParts(List<DataType> inputTypes, List<Integer> keys, boolean retracts, @Nullable StateStore state) {
        this.inputTypes = inputTypes;
        this.keys = keys;
        this.retracts = retracts;
        this.state = state;
    }

    List<Feed> feeds() {
        return List.copyOf(feeds.values());
    }

    List<ValueType> columns() {
        return List.copyOf(columns);
    }

    /** What empties the tables beside that of the groups. */
    List<Runnable> clearing() {
        return List.copyOf(clearing);
    }

    // ---- one line for each function

    AggregateResult result(AggregateCall call) {
        return switch (call.function()) {
            case COUNT -> new CountResult(count(lens(call)));
            case SUM, SUM0, AVG -> sum(call);
            case MIN, ANY_VALUE, EVERY -> extreme(call, false);
            case MAX, SOME -> extreme(call, true);
            case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP, COVAR_POP, COVAR_SAMP, CORR, REGR_SXX, REGR_SYY ->
                moments(call);
            case REGR_COUNT -> new CountResult(count(lens(call)));
            case BIT_AND, BIT_OR, BIT_XOR -> bits(call);
            case APPROX_COUNT_DISTINCT ->
                new CountResult(count(new Lens(nullable(call.arguments()), call.filter(), sorted(call.arguments()))));
            case SINGLE_VALUE,
                    FIRST_VALUE,
                    LAST_VALUE,
                    LISTAGG,
                    ARRAY_AGG,
                    JSON_OBJECTAGG,
                    JSON_OBJECTAGG_ABSENT,
                    JSON_ARRAYAGG,
                    JSON_ARRAYAGG_NULLS -> collected(call);
        };
    }

    /** Whether what was added for all of these calls can be taken back exactly, a group at a time. */
    static boolean areInvertible(List<AggregateCall> calls, List<DataType> inputTypes) {
        return calls.stream()
                .allMatch(call -> !call.distinct()
                        && switch (call.function()) {
                            case COUNT -> true;
                            case SUM, SUM0, AVG ->
                                !isFloating(inputTypes.get(call.arguments().get(0)));
                            default -> false;
                        });
    }

    private static boolean isFloating(DataType type) {
        return type.kind() == TypeKind.FLOAT || type.kind() == TypeKind.DOUBLE;
    }

    private AggregateResult sum(AggregateCall call) {
        Lens lens = lens(call);
        int argument = call.arguments().get(0);
        DataType type = inputTypes.get(argument);
        boolean zero = call.function() == AggregateFunction.SUM0;
        boolean average = call.function() == AggregateFunction.AVG;
        CountRows count = average ? count(lens) : presence(lens);
        if (isFloating(type)) {
            return new DoubleResult(values(lens, argument)::total, count, zero, average);
        }
        Total.Of exact = type.storage() == Storage.INT128
                ? part("sum", lens, argument, (column, intake) -> new SumInt128s(column, intake, argument))
                : part(
                        "sum",
                        lens,
                        argument,
                        (column, intake) -> new SumLongs(column, intake, longs(lens, intake, argument)));
        Total total = new Total();
        if (call.type().kind() == TypeKind.DOUBLE) {
            DoubleResult.Sum toDouble = (table, row) -> {
                exact.read(table, row, total);
                return total.doubleValue();
            };
            return new DoubleResult(toDouble, count, zero, average);
        }
        int moreDigits = scale(call.type()) - scale(type);
        ExactSumResult.WhenNone whenNone = zero ? ExactSumResult.WhenNone.ZERO : ExactSumResult.WhenNone.NULL;
        return new ExactSumResult(exact, count, whenNone, average, moreDigits, ResultNumber.of(call.type()), total);
    }

    private AggregateResult extreme(AggregateCall call, boolean greatest) {
        int argument = call.arguments().get(0);
        DataType type = inputTypes.get(argument);
        Lens plain = new Lens(nullable(call.arguments()), call.filter(), List.of()); // DISTINCT changes no extreme
        if (retracts && state != null) {
            StateStore store = state;
            OrderedValues values = part(
                    "ordered",
                    plain,
                    argument,
                    (column, intake) -> new OrderedValues(intake, argument, type, orderedTable(store, List.of(type))));
            return values.extreme(greatest);
        }
        Lens lens = retracts ? new Lens(plain.notNull(), plain.filter(), call.arguments()) : plain;
        String kind = greatest ? "max" : "min";
        return switch (type.storage()) {
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE -> {
                ExtremeLongs longs = part(
                        kind,
                        lens,
                        argument,
                        (place, intake) -> new ExtremeLongs(place, intake, longs(lens, intake, argument), greatest));
                yield new ExtremeResult(longs.column(), longs.loser(), type, new Utf8());
            }
            case INT128 -> {
                ExtremeInt128s pairs = part(
                        kind, lens, argument, (place, intake) -> new ExtremeInt128s(place, intake, argument, greatest));
                yield new ExtremeResult(pairs.column(), 0, type, new Utf8());
            }
            case BYTES, ROW, ARRAY, MAP -> {
                ExtremeBytes bytes = part(
                        kind, lens, argument, (place, intake) -> new ExtremeBytes(place, intake, argument, greatest));
                yield new ExtremeResult(bytes.column(), 0, type, new Utf8());
            }
        };
    }

    private AggregateResult moments(AggregateCall call) {
        Lens lens = lens(call);
        int y = call.arguments().get(0);
        int x = call.arguments().get(call.arguments().size() - 1);
        return new MomentResult(
                call.function(),
                new Moments(),
                count(lens),
                values(lens, y),
                values(lens, x),
                products(lens, y, y),
                products(lens, x, x),
                products(lens, y, x));
    }

    private SumDoubles values(Lens lens, int argument) {
        return part(
                "sum",
                lens,
                argument,
                (column, intake) -> new SumDoubles(column, intake, doubles(lens, intake, argument)));
    }

    private SumDoubles products(Lens lens, int left, int right) {
        return part(
                "sum of products with " + left,
                lens,
                right,
                (column, intake) -> new SumDoubles(
                        column,
                        intake,
                        new ProductColumn(intake, doubles(lens, intake, left), doubles(lens, intake, right))));
    }

    private AggregateResult bits(AggregateCall call) {
        Lens lens = lens(call);
        int argument = call.arguments().get(0);
        Storage storage = inputTypes.get(argument).storage();
        boolean and = call.function() == AggregateFunction.BIT_AND;
        CountRows count = presence(lens);
        if (retracts && call.function() != AggregateFunction.BIT_XOR) {
            BitCounts counts = part(
                    and ? "missing bits" : "bit counts",
                    lens,
                    argument,
                    (column, intake) -> new BitCounts(column, intake, longs(lens, intake, argument), and));
            return new BitResult(counts::bits, count, storage);
        }
        boolean xor = call.function() == AggregateFunction.BIT_XOR;
        BitWord word = part(
                call.function().name(),
                lens,
                argument,
                (column, intake) -> new BitWord(column, intake, longs(lens, intake, argument), xor, and));
        return new BitResult(word::bits, count, storage);
    }

    private AggregateResult collected(AggregateCall call) {
        StateStore store = state;
        if (store == null) {
            throw new IllegalStateException(call.function() + " cannot be put together of slices");
        }
        List<Integer> needed = switch (call.function()) {
            case FIRST_VALUE, LAST_VALUE, ARRAY_AGG -> call.ignoreNulls() ? call.arguments() : List.of();
            case SINGLE_VALUE, JSON_ARRAYAGG_NULLS -> List.of();
            case LISTAGG, JSON_OBJECTAGG -> call.arguments().subList(0, 1);
            default -> call.arguments();
        };
        Lens lens = new Lens(nullable(needed), call.filter(), List.of());
        CollectedRows rows = part(
                "collected " + call.order() + call.arguments(),
                lens,
                -1,
                (column, intake) -> new CollectedRows(
                        intake,
                        call.order(),
                        call.arguments(),
                        inputTypes,
                        orderedTable(store, CollectedRows.entryTypes(call.order(), call.arguments(), inputTypes))));
        return new CollectedResult(call.function(), call.distinct(), rows);
    }

    // ---- what calls share

    /** The rows of a group. */
    CountRows rows() {
        return count(Lens.ALL);
    }

    private CountRows count(Lens lens) {
        return part("count", lens, -1, CountRows::new);
    }

    /** Counts whether there is a value at all; null when every row has one, and a group without rows is not shown. */
    private @Nullable CountRows presence(Lens lens) {
        boolean always = lens.notNull().isEmpty() && lens.filter() < 0 && !retracts && !single();
        return always ? null : count(lens);
    }

    /** Whether there is one group, which is shown without rows too. */
    private boolean single() {
        return state != null && keys.isEmpty();
    }

    private LongColumn longs(Lens lens, Intake intake, int column) {
        return (LongColumn) parts.computeIfAbsent(new Part("longs", lens, column), p -> new LongColumn(intake, column));
    }

    private DoubleColumn doubles(Lens lens, Intake intake, int column) {
        return (DoubleColumn)
                parts.computeIfAbsent(new Part("doubles", lens, column), p -> new DoubleColumn(intake, column));
    }

    @SuppressWarnings("unchecked") // a kind names one class for a column
    private <A extends Accumulator> A part(String kind, Lens lens, int argument, BiFunction<Integer, Intake, A> make) {
        Part part = new Part(kind, lens, argument);
        Object present = parts.get(part);
        if (present != null) {
            return (A) present;
        }
        Feed feed = feed(lens);
        A made = make.apply(columns.size(), feed.intake());
        feed.accumulators().add(made);
        columns.addAll(made.columns());
        parts.put(part, made);
        return made;
    }

    private Feed feed(Lens lens) {
        Feed present = feeds.get(lens);
        if (present != null) {
            return present;
        }
        Intake intake = state == null || lens.distinct().isEmpty()
                ? new Intake(lens, null, null)
                : new Intake(
                        lens,
                        new DistinctValues(valueKeys(lens.distinct()), keys.size()),
                        valueTable(state, lens.distinct()));
        Feed made = new Feed(lens, intake);
        feeds.put(lens, made);
        return made;
    }

    private OrderedTable orderedTable(StateStore store, List<DataType> types) {
        OrderedTable table = store.ordered("ordered_" + orderedTables++, keyTypes(), types, COUNT_WORD);
        clearing.add(table::clear);
        return table;
    }

    private StateTable valueTable(StateStore store, List<Integer> arguments) {
        StateTable table =
                store.table("distinct_" + distinctTables++, valueKeyTypes(arguments), keys.size(), COUNT_WORD);
        clearing.add(table::clear);
        return table;
    }

    /** The columns that name a value within its group: the keys, then the arguments. */
    int[] valueKeys(List<Integer> arguments) {
        return IntStream.concat(
                        keys.stream().mapToInt(Integer::intValue),
                        arguments.stream().mapToInt(Integer::intValue))
                .toArray();
    }

    List<DataType> valueKeyTypes(List<Integer> arguments) {
        return IntStream.of(valueKeys(arguments)).mapToObj(inputTypes::get).toList();
    }

    private List<DataType> keyTypes() {
        return keys.stream().map(inputTypes::get).toList();
    }

    private Lens lens(AggregateCall call) {
        return new Lens(
                nullable(call.arguments()), call.filter(), call.distinct() ? sorted(call.arguments()) : List.of());
    }

    private List<Integer> nullable(List<Integer> arguments) {
        return sorted(arguments).stream()
                .filter(argument -> inputTypes.get(argument).nullable())
                .toList();
    }

    private static List<Integer> sorted(List<Integer> arguments) {
        return arguments.stream().distinct().sorted().toList();
    }

    private static int scale(DataType type) {
        return type instanceof DecimalType decimal ? decimal.scale() : 0;
    }
}
