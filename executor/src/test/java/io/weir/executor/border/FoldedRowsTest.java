// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.border;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.executor.harness.TextRows;
import io.weir.executor.runtime.ChangeKind;
import io.weir.executor.state.MemoryBudget;
import io.weir.spi.batch.Batch;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldedRowsTest {
    private static final Schema SALES = TextRows.schema("shop text | amount bigint");

    private final MemoryBudget budget = MemoryBudget.unlimited();

    private static void add(HeldRows held, String... rows) {
        held.add(TextRows.batch(
                SALES, Stream.of(rows).map(row -> TextRows.row(SALES, row)).toList()));
    }

    private static List<String> shown(HeldRows held) {
        List<String> lines = new ArrayList<>();
        for (HeldRows.Delta delta = held.next(); delta != null; delta = held.next()) {
            Unroll unroll = new Unroll(delta);
            while (!unroll.done()) {
                HeldRows.Delta part = unroll.next();
                List<TextRows.Row> rows = TextRows.rows(SALES, part.rows());
                for (int i = 0; i < rows.size(); i++) {
                    byte[] kinds = part.kinds();
                    ChangeKind kind = kinds == null ? ChangeKind.INSERT : ChangeKind.values()[kinds[i]];
                    lines.add(
                            kind.text() + " " + TextRows.text(SALES, rows.get(i).values()));
                }
                part.rows().release();
            }
            unroll.close();
        }
        return lines;
    }

    private HeldRows keyed() {
        return new FoldedRows(SALES.types(), Optional.of(List.of(0)), budget);
    }

    private HeldRows unkeyed() {
        return new FoldedRows(SALES.types(), Optional.empty(), budget);
    }

    @Test
    void withAKeyTheOldRowStandsDirectlyBeforeTheNew() {
        try (HeldRows held = keyed()) {
            add(held, "+ north | 5", "+ south | 1", "- north | 2", "- west | 9");
            assertThat(shown(held)).containsExactly("-U north | 2", "+U north | 5", "+I south | 1", "-D west | 9");
            assertThat(shown(held)).isEmpty();
        }
        assertThat(budget.leasedBytes()).isZero();
    }

    @Test
    void withoutAKeyAllThatIsTakenBackComesFirst() {
        try (HeldRows held = unkeyed()) {
            add(held, "+ north | 5", "- north | 2", "+2 south | 1", "- west | NULL");
            assertThat(shown(held))
                    .containsExactly("-D north | 2", "-D west | NULL", "+I north | 5", "+I south | 1", "+I south | 1");
        }
    }

    @Test
    void whatComesToNothingIsNotShown() {
        try (HeldRows held = keyed()) {
            add(held, "+ north | 5", "- north | 5", "- south | 1", "+ south | 1", "+ west | 1");
            add(held, "- west | 1", "+ west | 2");
            assertThat(shown(held)).containsExactly("+I west | 2");
            add(held, "- west | 2");
            assertThat(shown(held)).containsExactly("-D west | 2");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void itAgreesWithASimpleMap(long seed) {
        Random random = new Random(seed);
        try (HeldRows held = random.nextBoolean() ? keyed() : unkeyed()) {
            Map<String, Integer> truth = new HashMap<>();
            for (int round = 0; round < 3; round++) {
                truth.clear();
                for (int b = 0; b < 20; b++) {
                    List<TextRows.Row> rows = new ArrayList<>();
                    for (int i = 0; i < 300; i++) {
                        int weight = random.nextInt(7) - 3;
                        String cells = "s" + random.nextInt(200) + " | "
                                + (random.nextInt(9) == 0 ? "NULL" : String.valueOf(random.nextInt(3)));
                        if (weight != 0) {
                            rows.add(TextRows.row(SALES, (weight > 0 ? "+" : "-") + Math.abs(weight) + " " + cells));
                            truth.merge(cells, weight, Integer::sum);
                        }
                    }
                    Batch batch = TextRows.batch(SALES, rows);
                    held.add(batch);
                    batch.release();
                }
                truth.values().removeIf(weight -> weight == 0);
                Map<String, Integer> folded = new HashMap<>();
                for (String line : shown(held)) {
                    folded.merge(line.substring(3), line.charAt(0) == '+' ? 1 : -1, Integer::sum);
                }
                assertThat(folded).isEqualTo(truth);
            }
        }
        assertThat(budget.leasedBytes()).isZero();
    }
}
