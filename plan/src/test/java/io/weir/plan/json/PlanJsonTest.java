// SPDX-License-Identifier: Apache-2.0
package io.weir.plan.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.plan.AggregateCall;
import io.weir.plan.AggregateFunction;
import io.weir.plan.TableDefinition;
import io.weir.plan.WindowSpec;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Operation;
import io.weir.plan.physical.JobPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.connector.Predicate;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanJsonTest {
    private static final Schema SCHEMA = new Schema(List.of(
            new Field("id", DataType.bigint().withNullable(false)),
            new Field("price", DataType.decimal(30, 4)),
            new Field("ts", DataType.timestampLtz(3)),
            new Field(
                    "tags",
                    DataType.map(
                            DataType.text(),
                            DataType.array(DataType.row(List.of(new Field("x", DataType.doubling())))))),
            new Field("raw", DataType.bytes())));

    private static JobPlan plan(SourceSpan span) {
        TableDefinition table = new TableDefinition(
                "orders",
                SCHEMA,
                Map.of(4, "value"),
                List.of("id"),
                List.of(),
                Map.of("connector", "x", "path", "ü\"\\"));
        PhysicalPlan scan = new PhysicalPlan.Scan(
                table,
                List.of(0, 2),
                List.of(new Predicate(0, Predicate.Comparison.EQUAL, 5L)),
                new Expression.Call(
                        Operation.MINUS,
                        List.of(
                                new Expression.ColumnRef(1, DataType.timestampLtz(3)),
                                new Expression.Literal(1_000_000L, DataType.intervalMicros())),
                        DataType.timestampLtz(3),
                        span),
                0,
                "fail",
                ChangeMode.APPEND,
                SCHEMA.select(new int[] {0, 2}));
        PhysicalPlan filter = new PhysicalPlan.Filter(
                scan,
                new Expression.Case(
                        List.of(new Expression.Branch(
                                new Expression.FunctionCall(
                                        "F(STRING)",
                                        List.of(new Expression.Literal("a'b", DataType.text())),
                                        DataType.bool(),
                                        span),
                                new Expression.Literal(true, DataType.bool()))),
                        new Expression.Literal(null, DataType.bool()),
                        DataType.bool()));
        PhysicalPlan window = new PhysicalPlan.WindowAggregate(
                new PhysicalPlan.Exchange(filter, List.of(0)),
                new WindowSpec(WindowSpec.Kind.HOP, 1, 10_000_000, 2_000_000, 0, "UTC"),
                List.of(0),
                List.of(WindowSpec.Property.END),
                List.of(new AggregateCall(AggregateFunction.COUNT, List.of(), true, -1, DataType.bigint(), "n")),
                ChangeMode.APPEND,
                SCHEMA.select(new int[] {0}));
        return new JobPlan(
                1,
                List.of(new PhysicalPlan.Result(window, Optional.of(List.of(0)), ChangeMode.APPEND, false)),
                false,
                Map.of("a", "b"));
    }

    @Test
    void aPlanReadBackIsEqual() {
        JobPlan plan = plan(new SourceSpan(1, 2, 3, 4));
        String json = PlanJson.write(plan);
        assertThat(PlanJson.read(json)).isEqualTo(plan);
        assertThat(json).doesNotContain("io.weir");
    }

    @Test
    void everyKindOfConstantComesBack() {
        List<Object> values = Arrays.asList(
                true,
                7,
                Long.MIN_VALUE,
                Float.NaN,
                -0.0,
                Double.POSITIVE_INFINITY,
                new BigDecimal("1.500"),
                "ü\u0000",
                null);
        for (Object value : values) {
            Expression.Literal literal = new Expression.Literal(value, DataType.bigint());
            PhysicalPlan.Values node = new PhysicalPlan.Values(
                    List.of(List.of(literal, new Expression.Literal(Arrays.asList(value, null), DataType.bigint()))),
                    SCHEMA);
            JobPlan plan = new JobPlan(1, List.of(node), true, Map.of());
            assertThat(PlanJson.read(PlanJson.write(plan))).isEqualTo(plan);
        }
    }

    @Test
    void placesHaveNoPartInTheFingerprintNorInTheIds() {
        JobPlan here = plan(new SourceSpan(1, 2, 3, 4));
        JobPlan there = plan(new SourceSpan(9, 9, 9, 9));
        assertThat(NodeIds.fingerprint(here)).isEqualTo(NodeIds.fingerprint(there));
        assertThat(NodeIds.of(here).values())
                .containsExactlyElementsOf(NodeIds.of(there).values());
        assertThat(NodeIds.of(here)).hasSize(5);
    }

    @Test
    void aLaterVersionIsRefused() {
        assertThatThrownBy(() -> PlanJson.read("{\"version\":99}"))
                .isInstanceOf(SqlException.class)
                .hasMessageContaining("version 99");
    }
}
