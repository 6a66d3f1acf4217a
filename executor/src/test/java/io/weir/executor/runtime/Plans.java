// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.plan.TableDefinition;
import io.weir.plan.expression.Expression;
import io.weir.plan.physical.JobPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Short words for the plans of tests. */
final class Plans {
    private Plans() {}

    /** Columns of BIGINT. */
    static Schema longs(String... names) {
        return new Schema(Arrays.stream(names)
                .map(name -> new Field(name, DataType.bigint()))
                .toList());
    }

    static TableDefinition table(String name, Schema schema) {
        return new TableDefinition(name, schema, Map.of(), List.of(), List.of(), Map.of());
    }

    static PhysicalPlan.Scan scan(String name, Schema schema) {
        return new PhysicalPlan.Scan(
                table(name, schema), all(schema), List.of(), null, 0, "fail", ChangeMode.APPEND, schema);
    }

    /** A scan whose watermark is a column of BIGINT. */
    static PhysicalPlan.Scan scan(String name, Schema schema, int time, long idleTimeoutMicros) {
        return new PhysicalPlan.Scan(
                table(name, schema),
                all(schema),
                List.of(),
                new Expression.ColumnRef(time, schema.type(time)),
                idleTimeoutMicros,
                "fail",
                ChangeMode.APPEND,
                schema);
    }

    private static List<Integer> all(Schema schema) {
        return IntStream.range(0, schema.size()).boxed().toList();
    }

    static PhysicalPlan exchange(PhysicalPlan input, Integer... keys) {
        return new PhysicalPlan.Exchange(input, List.of(keys));
    }

    static PhysicalPlan union(PhysicalPlan... inputs) {
        return new PhysicalPlan.Union(List.of(inputs), inputs[0].schema());
    }

    static PhysicalPlan early(PhysicalPlan input) {
        return new PhysicalPlan.Result(input, Optional.empty(), ChangeMode.APPEND, true);
    }

    static PhysicalPlan whole(PhysicalPlan input) {
        return new PhysicalPlan.Result(input, Optional.empty(), ChangeMode.APPEND, false);
    }

    static PhysicalPlan changing(PhysicalPlan input, Integer... key) {
        return new PhysicalPlan.Result(
                input, key.length == 0 ? Optional.empty() : Optional.of(List.of(key)), ChangeMode.RETRACT, false);
    }

    static PhysicalPlan sink(PhysicalPlan input, String name) {
        return new PhysicalPlan.Sink(input, table(name, input.schema()), ChangeMode.APPEND, true);
    }

    static JobPlan bounded(PhysicalPlan... roots) {
        return new JobPlan(JobPlan.VERSION, List.of(roots), true, Map.of());
    }

    static JobPlan unbounded(PhysicalPlan... roots) {
        return new JobPlan(JobPlan.VERSION, List.of(roots), false, Map.of());
    }
}
