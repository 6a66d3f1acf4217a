// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.harness.OperatorHarness;
import io.weir.executor.harness.TextRows;
import io.weir.plan.AggregateCall;
import io.weir.plan.AggregateFunction;
import io.weir.plan.WindowSpec;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.plan.physical.PhysicalPlan.GroupAggregate;
import io.weir.plan.physical.PhysicalPlan.WindowAggregate;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import io.weir.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes plans of aggregations with the types that a planner would give them. */
final class AggregatePlan {
    private final PhysicalPlan input;
    private final ChangeMode changes;
    private final List<Integer> keys = new ArrayList<>();
    private final List<AggregateCall> calls = new ArrayList<>();

    private AggregatePlan(PhysicalPlan input, ChangeMode changes) {
        this.input = input;
        this.changes = changes;
    }

    static AggregatePlan over(String schema, ChangeMode changes) {
        return new AggregatePlan(OperatorHarness.rows(schema), changes);
    }

    static AggregatePlan over(Schema schema, ChangeMode changes) {
        return new AggregatePlan(new PhysicalPlan.Values(List.of(), schema), changes);
    }

    AggregatePlan by(String... columns) {
        keys.addAll(columns(columns));
        return this;
    }

    AggregatePlan call(AggregateFunction function, String... arguments) {
        return add(function, columns(arguments), false, -1);
    }

    /** One call for each argument. */
    AggregatePlan calls(AggregateFunction function, String... arguments) {
        Arrays.stream(arguments).forEach(each -> call(function, each));
        return this;
    }

    AggregatePlan typed(AggregateFunction function, String argument, String type) {
        DataType resultType = TextRows.schema("x " + type).type(0);
        calls.add(new AggregateCall(function, columns(argument), false, -1, resultType, "call" + calls.size()));
        return this;
    }

    AggregatePlan distinct(AggregateFunction function, String... arguments) {
        return add(function, columns(arguments), true, -1);
    }

    AggregatePlan filtered(AggregateFunction function, String argument, String filter) {
        return add(function, columns(argument), false, column(filter));
    }

    AggregatePlan distinctFiltered(AggregateFunction function, String argument, String filter) {
        return add(function, columns(argument), true, column(filter));
    }

    AggregatePlan add(AggregateFunction function, List<Integer> arguments, boolean distinct, int filter) {
        DataType type = arguments.isEmpty() ? DataType.bigint() : input.schema().type(arguments.get(0));
        calls.add(new AggregateCall(
                function, arguments, distinct, filter, resultType(function, type), "call" + calls.size()));
        return this;
    }

    static DataType resultType(AggregateFunction function, DataType type) {
        boolean floating = type.kind() == TypeKind.FLOAT || type.kind() == TypeKind.DOUBLE;
        return switch (function) {
            case COUNT, APPROX_COUNT_DISTINCT, REGR_COUNT -> DataType.bigint();
            case MIN,
                    MAX,
                    ANY_VALUE,
                    EVERY,
                    SOME,
                    BIT_AND,
                    BIT_OR,
                    BIT_XOR,
                    FIRST_VALUE,
                    LAST_VALUE,
                    SINGLE_VALUE,
                    LISTAGG,
                    JSON_OBJECTAGG,
                    JSON_OBJECTAGG_ABSENT,
                    JSON_ARRAYAGG,
                    JSON_ARRAYAGG_NULLS -> type.withNullable(true);
            case SUM, SUM0 -> {
                if (type instanceof DecimalType decimal) {
                    yield DataType.decimal(38, decimal.scale());
                }
                yield floating ? DataType.doubling() : DataType.bigint();
            }
            case AVG ->
                type instanceof DecimalType decimal
                        ? DataType.decimal(38, Math.max(6, decimal.scale()))
                        : DataType.doubling();
            case ARRAY_AGG -> DataType.array(type);
            case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP, COVAR_POP, COVAR_SAMP, CORR, REGR_SXX, REGR_SYY ->
                DataType.doubling();
        };
    }

    List<AggregateCall> calls() {
        return List.copyOf(calls);
    }

    List<Integer> keys() {
        return List.copyOf(keys);
    }

    Schema inputSchema() {
        return input.schema();
    }

    GroupAggregate group() {
        return new GroupAggregate(input, keys, calls, changes, schema(List.of(), DataType.timestamp(6)));
    }

    /** An aggregation whose groups come in one epoch each. */
    GroupAggregate groupPerEpoch() {
        return new GroupAggregate(input, keys, calls, changes, true, schema(List.of(), DataType.timestamp(6)));
    }

    /** Windows over the first column of a time type, with the given properties between keys and calls. */
    WindowAggregate windows(WindowSpec window, WindowSpec.Property... properties) {
        DataType timeType = input.schema().type(window.timeColumn()).withNullable(false);
        return new WindowAggregate(
                input, window, keys, List.of(properties), calls, changes, schema(List.of(properties), timeType));
    }

    private Schema schema(List<WindowSpec.Property> properties, DataType timeType) {
        List<Field> fields = new ArrayList<>();
        keys.forEach(key -> fields.add(input.schema().columns().get(key)));
        properties.forEach(each -> fields.add(new Field("window_" + each, timeType)));
        calls.forEach(call -> fields.add(new Field(call.name(), call.type())));
        return new Schema(fields);
    }

    private List<Integer> columns(String... names) {
        return Arrays.stream(names).map(this::column).toList();
    }

    private int column(String name) {
        return input.schema().indexOf(name);
    }
}
