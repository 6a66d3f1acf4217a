// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.unnest;

import static io.weir.executor.kernel.Expressions.call;
import static io.weir.executor.kernel.Expressions.column;
import static io.weir.executor.kernel.Expressions.literal;
import static io.weir.spi.type.DataType.bigint;
import static io.weir.spi.type.DataType.integer;
import static io.weir.spi.type.DataType.text;

import io.weir.executor.harness.OperatorHarness;
import io.weir.executor.harness.TextRows.Row;
import io.weir.executor.kernel.Expressions;
import io.weir.executor.state.Seeds;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Operation;
import io.weir.plan.physical.PhysicalPlan.Unnest;
import io.weir.plan.physical.PhysicalPlan.Values;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnnestTest {
    private static final DataType NUMBERS = DataType.array(bigint());
    private static final DataType PAIRS =
            DataType.array(DataType.row(List.of(new Field("x", integer()), new Field("y", text()))));
    private static final DataType PRICES = DataType.map(text(), bigint());
    private static final Schema INPUT = new Schema(List.of(
            new Field("id", bigint()),
            new Field("numbers", NUMBERS),
            new Field("pairs", PAIRS),
            new Field("prices", PRICES)));

    private static Unnest plan(boolean ordinality, boolean outer, Expression... collections) {
        List<Field> fields = new ArrayList<>(INPUT.columns());
        for (Expression each : collections) {
            if (each.type() instanceof MapType map) {
                fields.add(new Field("key", map.key()));
                fields.add(new Field("value", map.value()));
            } else if (((ArrayType) each.type()).element() instanceof RowType row) {
                fields.addAll(row.fields());
            } else {
                fields.add(new Field("element", ((ArrayType) each.type()).element()));
            }
        }
        if (ordinality) {
            fields.add(new Field("ordinality", integer()));
        }
        return new Unnest(new Values(List.of(), INPUT), List.of(collections), ordinality, outer, new Schema(fields));
    }

    private static final Expression NUMBERS_COLUMN = column(1, NUMBERS);
    private static final Expression PAIRS_COLUMN = column(2, PAIRS);
    private static final Expression PRICES_COLUMN = column(3, PRICES);

    private static Row row(int weight, @Nullable Object... values) {
        return new Row(Arrays.asList(values), weight);
    }

    private static Map<Object, @Nullable Object> map(@Nullable Object... entries) {
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put(entries[i], entries[i + 1]);
        }
        return map;
    }

    @Test
    void eachElementIsARowWithTheWeightOfItsOwn() {
        List<@Nullable Object> numbers = Arrays.asList(5L, null, 5L);
        OperatorHarness.of(plan(true, false, NUMBERS_COLUMN))
                .inputRows(List.of(
                        row(1, 1L, numbers, null, null),
                        row(-2, 2L, List.of(7L), null, null),
                        row(1, 3L, List.of(), null, null),
                        row(1, 4L, null, null, null)))
                .emitsRows(List.of(
                        row(1, 1L, numbers, null, null, 5L, 1),
                        row(1, 1L, numbers, null, null, null, 2),
                        row(1, 1L, numbers, null, null, 5L, 3),
                        row(-2, 2L, List.of(7L), null, null, 7L, 1)));
    }

    @Test
    void anOuterRowWithoutElementsStays() {
        OperatorHarness.of(plan(true, true, PAIRS_COLUMN))
                .inputRows(List.of(
                        row(1, 3L, null, List.of(), null),
                        row(1, 4L, null, null, null),
                        row(1, 5L, null, Arrays.asList(Arrays.asList(1, "a"), null), null)))
                .emitsRows(List.of(
                        row(1, 3L, null, List.of(), null, null, null, null),
                        row(1, 4L, null, null, null, null, null, null),
                        row(1, 5L, null, Arrays.asList(Arrays.asList(1, "a"), null), null, 1, "a", 1),
                        row(1, 5L, null, Arrays.asList(Arrays.asList(1, "a"), null), null, null, null, 2)));
        OperatorHarness.of(plan(false, true, NUMBERS_COLUMN))
                .inputRows(List.of(row(1, 3L, List.of(), null, null)))
                .emitsRows(List.of(row(1, 3L, List.of(), null, null, null)));
    }

    @Test
    void aMapGivesKeysAndValues() {
        Map<Object, @Nullable Object> prices = map("tea", 3L, "cup", null);
        OperatorHarness.of(plan(false, false, PRICES_COLUMN))
                .inputRows(List.of(row(3, 1L, null, null, prices)))
                .emitsRows(List.of(
                        row(3, 1L, null, null, prices, "tea", 3L), row(3, 1L, null, null, prices, "cup", null)));
    }

    @Test
    void severalCollectionsAreWalkedSideBySide() {
        List<Object> pairs = List.of(List.of(1, "a"), List.of(2, "b"));
        OperatorHarness.of(plan(true, false, NUMBERS_COLUMN, PAIRS_COLUMN, PRICES_COLUMN))
                .inputRows(List.of(
                        row(1, 1L, List.of(7L), pairs, null), row(1, 2L, null, null, map("tea", 3L, "cup", 4L))))
                .emitsRows(List.of(
                        row(1, 1L, List.of(7L), pairs, null, 7L, 1, "a", null, null, 1),
                        row(1, 1L, List.of(7L), pairs, null, null, 2, "b", null, null, 2),
                        row(1, 2L, null, null, map("tea", 3L, "cup", 4L), null, null, null, "cup", 4L, 1),
                        row(1, 2L, null, null, map("tea", 3L, "cup", 4L), null, null, null, "tea", 3L, 2)));
    }

    @Test
    void equalMapsGiveTheirEntriesAtEqualPlaces() {
        OperatorHarness.of(plan(true, false, PRICES_COLUMN))
                .inputRows(List.of(
                        row(1, 1L, null, null, map("tea", 3L, "cup", 4L)),
                        row(1, 2L, null, null, map("cup", 4L, "tea", 3L))))
                .emitsRows(List.of(
                        row(1, 1L, null, null, map("tea", 3L, "cup", 4L), "cup", 4L, 1),
                        row(1, 1L, null, null, map("tea", 3L, "cup", 4L), "tea", 3L, 2),
                        row(1, 2L, null, null, map("cup", 4L, "tea", 3L), "cup", 4L, 1),
                        row(1, 2L, null, null, map("cup", 4L, "tea", 3L), "tea", 3L, 2)));
    }

    @Test
    void aCollectionThatFailsFollowsTheJob() {
        Expression failing = Expressions.caseOf(
                NUMBERS,
                call(
                        Operation.EQUAL,
                        call(Operation.DIVIDE, bigint(), literal(6L, bigint()), column(0, bigint())),
                        literal(3L, bigint())),
                NUMBERS_COLUMN,
                literal(null, NUMBERS));
        OperatorHarness.of(plan(false, true, failing))
                .droppingErrors()
                .inputRows(List.of(row(1, 0L, List.of(1L), null, null), row(1, 2L, List.of(8L), null, null)))
                .emitsRows(List.of(row(1, 2L, List.of(8L), null, null, 8L)))
                .counts(0, 1, 0);
    }

    @Test
    void longCollectionsComeInPieces() {
        List<Object> numbers = new ArrayList<>();
        List<Row> expected = new ArrayList<>();
        for (long i = 0; i < 3_000; i++) {
            numbers.add(i);
        }
        for (long i = 0; i < 3_000; i++) {
            expected.add(row(1, 1L, null, null, null, i, (int) i + 1));
        }
        Expression constant = literal(numbers, NUMBERS);
        OperatorHarness.of(plan(true, false, constant))
                .inputRows(List.of(row(1, 1L, null, null, null)))
                .emitsRows(expected);
    }

    @Test
    void elementsAreThoseOfTheNaiveTwin() {
        Seeds.check(30, random -> {
            boolean outer = random.nextBoolean();
            List<Row> rows = new ArrayList<>();
            List<Row> expected = new ArrayList<>();
            for (int i = random.nextInt(1, 60); i > 0; i--) {
                List<@Nullable Object> numbers = random.nextInt(5) == 0 ? null : new ArrayList<>();
                for (int n = random.nextInt(4); n > 0 && numbers != null; n--) {
                    numbers.add(random.nextInt(4) == 0 ? null : (Object) (long) random.nextInt(5));
                }
                Map<Object, @Nullable Object> prices = random.nextInt(5) == 0 ? null : new LinkedHashMap<>();
                for (int n = random.nextInt(4); n > 0 && prices != null; n--) {
                    prices.put("p" + random.nextInt(9), random.nextInt(4) == 0 ? null : (Object) (long) n);
                }
                int weight = random.nextInt(1, 4) * (random.nextInt(4) == 0 ? -1 : 1);
                rows.add(row(weight, (long) i, numbers, null, prices));
                List<Map.Entry<Object, @Nullable Object>> entries =
                        prices == null ? List.of() : new ArrayList<>(new TreeMap<>(prices).entrySet());
                int count = Math.max(numbers == null ? 0 : numbers.size(), entries.size());
                for (int e = 0; e < count || (e == 0 && outer); e++) {
                    boolean has = e < entries.size();
                    expected.add(row(
                            weight,
                            (long) i,
                            numbers,
                            null,
                            prices,
                            numbers != null && e < numbers.size() ? numbers.get(e) : null,
                            has ? entries.get(e).getKey() : null,
                            has ? entries.get(e).getValue() : null,
                            count == 0 ? null : e + 1));
                }
            }
            OperatorHarness.of(plan(true, outer, NUMBERS_COLUMN, PRICES_COLUMN))
                    .inputRows(rows)
                    .emitsRows(expected);
        });
    }
}
