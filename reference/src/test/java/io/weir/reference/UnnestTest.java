// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.plan.TableDefinition;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.logical.LogicalPlan;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnnestTest {
    private static final DataType NUMBERS = DataType.array(DataType.bigint());
    private static final DataType PAIRS =
            DataType.array(DataType.row(List.of(new Field("x", DataType.bigint()), new Field("y", DataType.bigint()))));
    private static final DataType MAP = DataType.map(DataType.text(), DataType.bigint());

    private static String unnest(
            List<DataType> types, List<@Nullable Object> row, boolean ordinality, boolean outer, int columns) {
        List<Field> fields = new ArrayList<>();
        List<Expression> collections = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            fields.add(new Field("c" + i, types.get(i)));
            collections.add(new ColumnRef(i, types.get(i)));
        }
        Schema schema = new Schema(fields);
        LogicalPlan scan = new LogicalPlan.Scan(
                new TableDefinition("t", schema, Map.of(), List.of(), List.of(), Map.of()), null, schema);
        LogicalPlan plan = new LogicalPlan.Unnest(scan, collections, ordinality, outer, Play.columns(columns));
        ReferenceQuery query = new ReferenceQuery(plan, 0, false);
        ZSet rows = query.step(
                new Cut(Map.of("t", List.of(new Delta(row, 2))), Map.of(Set.of("t"), 0L), 0, true, true, false));
        StringBuilder text = new StringBuilder();
        for (Delta delta : rows.deltas()) {
            text.append(delta.weight())
                    .append(' ')
                    .append(delta.row().subList(types.size(), columns))
                    .append('\n');
        }
        return text.toString();
    }

    @Test
    void eachElementIsARow() {
        assertThat(unnest(List.of(NUMBERS), List.of(Arrays.asList(7L, null, 7L)), false, false, 2))
                .isEqualTo("4 [7]\n2 [null]\n");
        assertThat(unnest(List.of(NUMBERS), List.of(Arrays.asList(7L, 7L)), true, false, 3))
                .isEqualTo("2 [7, 1]\n2 [7, 2]\n");
    }

    @Test
    void fieldsOfARowAreColumns() {
        assertThat(unnest(List.of(PAIRS), List.of(Arrays.asList(List.of(1L, 2L), null)), false, false, 3))
                .isEqualTo("2 [1, 2]\n2 [null, null]\n");
    }

    @Test
    void aMapGivesKeysAndValues() {
        assertThat(unnest(List.of(MAP), List.of(Map.of("a", 1L)), false, false, 3))
                .isEqualTo("2 [a, 1]\n");
    }

    @Test
    void theShorterOfTwoIsPadded() {
        assertThat(unnest(List.of(NUMBERS, PAIRS), List.of(List.of(1L, 2L), List.of(List.of(3L, 4L))), false, false, 5))
                .isEqualTo("2 [1, 3, 4]\n2 [2, null, null]\n");
    }

    @Test
    void aRowWithoutElementsStaysWhenAsked() {
        List<@Nullable Object> none = new ArrayList<>();
        none.add(null);
        assertThat(unnest(List.of(NUMBERS), none, true, false, 3)).isEmpty();
        assertThat(unnest(List.of(NUMBERS), none, true, true, 3)).isEqualTo("2 [null, null]\n");
        assertThat(unnest(List.of(NUMBERS), List.of(List.of()), false, true, 2)).isEqualTo("2 [null]\n");
    }
}
