// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import static io.weir.plan.AggregateFunction.FIRST_VALUE;
import static io.weir.plan.AggregateFunction.JSON_ARRAYAGG;
import static io.weir.plan.AggregateFunction.JSON_ARRAYAGG_NULLS;
import static io.weir.plan.AggregateFunction.JSON_OBJECTAGG;
import static io.weir.plan.AggregateFunction.JSON_OBJECTAGG_ABSENT;
import static io.weir.plan.AggregateFunction.LAST_VALUE;
import static io.weir.plan.AggregateFunction.LISTAGG;
import static io.weir.plan.AggregateFunction.SINGLE_VALUE;

import io.weir.executor.harness.OperatorHarness;
import io.weir.plan.AggregateCall;
import io.weir.plan.AggregateFunction;
import io.weir.plan.SortKey;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.plan.physical.PhysicalPlan.GroupAggregate;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollectingTest {
    private static final PhysicalPlan INPUT = OperatorHarness.rows("k text | v text | w text | at int");
    private static final SortKey BY_TIME_DOWN = new SortKey(3, true, false);

    private static AggregateCall call(
            AggregateFunction function, boolean distinct, boolean ignoreNulls, List<SortKey> order, int... arguments) {
        DataType type = INPUT.schema().type(1);
        List<Integer> columns = java.util.Arrays.stream(arguments).boxed().toList();
        return new AggregateCall(function, columns, distinct, -1, order, ignoreNulls, type, "a");
    }

    private static OperatorHarness of(AggregateCall call) {
        Schema schema = new Schema(List.of(INPUT.schema().columns().get(0), new Field("a", call.type())));
        return OperatorHarness.of(new GroupAggregate(INPUT, List.of(0), List.of(call), ChangeMode.RETRACT, schema));
    }

    @Test
    void aListIsInTheOrderAskedForWithTheSeparatorBetween() {
        of(call(LISTAGG, false, false, List.of(BY_TIME_DOWN), 1, 2))
                .input("+ g | a | ; | 1", "+2 g | b | ; | 2", "+ g | NULL | ; | 9", "+ h | NULL | ; | 1")
                .leaves("+ g | b;b;a", "+ h | NULL")
                .input("- g | b | ; | 2", "+ g | c | ; | NULL")
                .leaves("+ g | b;a;c", "+ h | NULL");
    }

    @Test
    void aDistinctListHasEachValueOnce() {
        of(call(LISTAGG, true, false, List.of(), 1, 2))
                .input("+ g | b | , | 1", "+2 g | a | , | 2", "+ g | b | , | 9")
                .leaves("+ g | a,b")
                .input("- g | b | , | 9")
                .leaves("+ g | a,b")
                .input("- g | b | , | 1")
                .leaves("+ g | a");
    }

    @Test
    void theFirstAndTheLastValueGoByTheOrder() {
        of(call(FIRST_VALUE, false, false, List.of(BY_TIME_DOWN), 1))
                .input("+ g | a | , | 1", "+ g | b | , | 2", "+ g | NULL | , | 3")
                .leaves("+ g | NULL")
                .input("- g | NULL | , | 3")
                .leaves("+ g | b");
        of(call(LAST_VALUE, false, true, List.of(BY_TIME_DOWN), 1))
                .input("+ g | a | , | 2", "+ g | b | , | 3", "+ g | NULL | , | 1")
                .leaves("+ g | a");
    }

    @Test
    void jsonIsPutTogetherOfJson() {
        of(call(JSON_ARRAYAGG, false, false, List.of(BY_TIME_DOWN), 1))
                .input("+ g | 1 | , | 1", "+ g | {} | , | 2", "+ g | NULL | , | 3")
                .leaves("+ g | [{},1]");
        of(call(JSON_ARRAYAGG_NULLS, false, false, List.of(BY_TIME_DOWN), 1))
                .input("+ g | 1 | , | 1", "+ g | NULL | , | 3")
                .leaves("+ g | [null,1]");
        of(call(JSON_OBJECTAGG, false, false, List.of(), 1, 2))
                .input("+ g | \"b\" | 1 | 1", "+ g | \"a\" | NULL | 3", "+ g | NULL | 7 | 3")
                .leaves("+ g | {\"a\":null,\"b\":1}");
        of(call(JSON_OBJECTAGG_ABSENT, false, false, List.of(), 1, 2))
                .input("+ g | \"b\" | 1 | 1", "+ g | \"a\" | NULL | 3")
                .leaves("+ g | {\"b\":1}");
    }

    @Test
    void aSingleValueIsNoMoreThanOne() {
        of(call(SINGLE_VALUE, false, false, List.of(), 1))
                .input("+ g | a | , | 1")
                .leaves("+ g | a")
                .input("+ g | b | , | 1", "- g | a | , | 1")
                .leaves("+ g | b")
                .input("+ g | b | , | 2")
                .barrier()
                .fails(ErrorCode.CARDINALITY);
    }
}
