// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.window;

import io.weir.executor.harness.OperatorHarness;
import io.weir.plan.WindowSpec;
import io.weir.plan.WindowSpec.Property;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.plan.physical.PhysicalPlan.WindowAssign;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowAssignTest {
    private static final long SECOND = 1_000_000;

    private static WindowAssign assign(WindowSpec.Kind kind, long size, long slide, Property... properties) {
        PhysicalPlan input = OperatorHarness.rows("at timestamp | shop text");
        List<Field> columns = new ArrayList<>(input.schema().columns());
        Arrays.stream(properties)
                .forEach(each ->
                        columns.add(new Field(each.name(), input.schema().type(0))));
        WindowSpec window = new WindowSpec(kind, 0, size * SECOND, slide * SECOND, 0, "UTC");
        return new WindowAssign(input, window, List.of(properties), new Schema(columns));
    }

    @Test
    void aTumblingWindowGivesEachRowOnce() {
        OperatorHarness.of(assign(WindowSpec.Kind.TUMBLE, 10, 10, Property.START, Property.END, Property.TIME))
                .input("+ 1970-01-01 00:00:09 | a", "-2 1969-12-31 23:59:59 | NULL", "+ NULL | b")
                .emits(
                        "+ 1970-01-01 00:00:09 | a | 1970-01-01 00:00:00 | 1970-01-01 00:00:10"
                                + " | 1970-01-01 00:00:09.999999",
                        "-2 1969-12-31 23:59:59 | NULL | 1969-12-31 23:59:50 | 1970-01-01 00:00:00"
                                + " | 1969-12-31 23:59:59.999999")
                .counts(0, 1, 0);
    }

    @Test
    void aHoppingWindowGivesEachRowForEveryWindowItFallsInto() {
        OperatorHarness.of(assign(WindowSpec.Kind.HOP, 10, 5, Property.END))
                .input("+ 1970-01-01 00:00:09 | a", "+ 1970-01-01 00:00:10 | b")
                .emitsInOrder(
                        "+ 1970-01-01 00:00:09 | a | 1970-01-01 00:00:10",
                        "+ 1970-01-01 00:00:09 | a | 1970-01-01 00:00:15",
                        "+ 1970-01-01 00:00:10 | b | 1970-01-01 00:00:15",
                        "+ 1970-01-01 00:00:10 | b | 1970-01-01 00:00:20");
    }

    @Test
    void aRowInThousandsOfWindowsIsGivenOutInParts() {
        String[] expected = new String[3600];
        for (int i = 0; i < expected.length; i++) {
            int end = 1 + i;
            expected[i] = String.format(
                    "+ 1970-01-01 00:00:00 | a | 1970-01-01 %02d:%02d:%02d", end / 3600, end / 60 % 60, end % 60);
        }
        OperatorHarness.of(assign(WindowSpec.Kind.HOP, 3600, 1, Property.END))
                .input("+ 1970-01-01 00:00:00 | a")
                .emitsInOrder(expected);
    }

    @Test
    void aCumulatingWindowGivesARowForItsStepAndThoseBehind() {
        OperatorHarness.of(assign(WindowSpec.Kind.CUMULATE, 30, 10, Property.START, Property.END))
                .input("+ 1970-01-01 00:00:15 | a")
                .emitsInOrder(
                        "+ 1970-01-01 00:00:15 | a | 1970-01-01 00:00:00 | 1970-01-01 00:00:20",
                        "+ 1970-01-01 00:00:15 | a | 1970-01-01 00:00:00 | 1970-01-01 00:00:30");
    }

    @Test
    void rowsInNoWindowAreFiltered() {
        OperatorHarness.of(assign(WindowSpec.Kind.HOP, 5, 10, Property.END))
                .input("+ 1970-01-01 00:00:09 | a", "+ 1970-01-01 00:00:10 | b")
                .emits("+ 1970-01-01 00:00:10 | b | 1970-01-01 00:00:15")
                .counts(0, 0, 1);
    }
}
