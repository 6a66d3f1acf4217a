// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.topn;

import io.weir.executor.harness.OperatorHarness;
import io.weir.executor.harness.TextRows;
import io.weir.plan.RankFunction;
import io.weir.plan.SortKey;
import io.weir.plan.physical.PhysicalPlan.TopN;
import io.weir.plan.physical.PhysicalPlan.Values;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TopNTest {
    /** Bytes of a state that holds a few rows; 10,000 of those below would take a megabyte. */
    private static final long KEPT = 512 << 10;

    private static final Schema SALES = TextRows.schema("shop text | amount bigint | item text");

    static TopN plan(
            Schema schema,
            List<Integer> partition,
            List<SortKey> order,
            RankFunction function,
            long from,
            long to,
            boolean ranked,
            ChangeMode changes,
            boolean perEpoch) {
        List<Field> fields = new ArrayList<>(schema.columns());
        if (ranked) {
            fields.add(new Field("rank", DataType.bigint().withNullable(false)));
        }
        return new TopN(
                new Values(List.of(), schema),
                partition,
                order,
                function,
                from,
                to,
                ranked,
                changes,
                perEpoch,
                new Schema(fields));
    }

    private static OperatorHarness best(RankFunction function, long from, long to, boolean ranked, ChangeMode changes) {
        return OperatorHarness.of(plan(
                SALES, List.of(0), List.of(new SortKey(1, true, false)), function, from, to, ranked, changes, false));
    }

    @Test
    void theBestOfEachPartitionAreKeptUpToDate() {
        for (ChangeMode changes : new ChangeMode[] {ChangeMode.APPEND, ChangeMode.RETRACT}) {
            best(RankFunction.ROW_NUMBER, 1, 2, false, changes)
                    .input("+ north | 5 | tea", "+ north | 7 | cup", "+ north | 6 | pot", "+ south | 1 | tea")
                    .emits()
                    .barrier()
                    .emits("+ north | 7 | cup", "+ north | 6 | pot", "+ south | 1 | tea")
                    .input("+ north | 9 | pan", "+ north | 2 | pan")
                    .barrier()
                    .emits("- north | 6 | pot", "+ north | 9 | pan")
                    .input("+ north | 1 | pan")
                    .barrier()
                    .emitsInOrder();
        }
    }

    @Test
    void ranksMoveWithWhatComesBefore() {
        best(RankFunction.ROW_NUMBER, 1, 3, true, ChangeMode.RETRACT)
                .input("+ north | 5 | tea", "+ north | 7 | cup", "+ north | 6 | pot", "+ north | 4 | pan")
                .barrier()
                .emits("+ north | 7 | cup | 1", "+ north | 6 | pot | 2", "+ north | 5 | tea | 3")
                .input("- north | 6 | pot")
                .barrier()
                .emits(
                        "- north | 6 | pot | 2",
                        "- north | 5 | tea | 3",
                        "+ north | 5 | tea | 2",
                        "+ north | 4 | pan | 3")
                .input("- north | 7 | cup", "- north | 5 | tea", "- north | 4 | pan")
                .leaves();
    }

    @Test
    void tiesAreBrokenByTheWholeRow() {
        best(RankFunction.ROW_NUMBER, 2, 2, true, ChangeMode.RETRACT)
                .input("+ north | 5 | b", "+ north | 5 | c", "+ north | 5 | a", "+ north | NULL | z")
                .leaves("+ north | 5 | b | 2");
        best(RankFunction.ROW_NUMBER, 1, 1, true, ChangeMode.APPEND)
                .input("+ north | 5 | b", "+ north | 5 | c", "+ north | 5 | a", "+ north | NULL | z")
                .leaves("+ north | 5 | a | 1");
    }

    @Test
    void peersShareTheirRank() {
        String[] rows = {"+ n | 9 | a", "+2 n | 7 | a", "+ n | 7 | b", "+ n | 5 | a", "+ n | 3 | a"};
        best(RankFunction.RANK, 2, 5, true, ChangeMode.RETRACT)
                .input(rows)
                .barrier()
                .emits("+2 n | 7 | a | 2", "+ n | 7 | b | 2", "+ n | 5 | a | 5")
                .input("- n | 9 | a")
                .barrier()
                .emits("-2 n | 7 | a | 2", "- n | 7 | b | 2", "- n | 5 | a | 5", "+ n | 5 | a | 4", "+ n | 3 | a | 5");
        best(RankFunction.DENSE_RANK, 2, 3, true, ChangeMode.RETRACT)
                .input(rows)
                .barrier()
                .emits("+2 n | 7 | a | 2", "+ n | 7 | b | 2", "+ n | 5 | a | 3")
                .input("-2 n | 7 | a")
                .barrier()
                .emits("-2 n | 7 | a | 2")
                .input("- n | 7 | b")
                .barrier()
                .emits("- n | 7 | b | 2", "- n | 5 | a | 3", "+ n | 5 | a | 2", "+ n | 3 | a | 3");
    }

    @Test
    void rowsBehindTheRangeAreNotKeptWhenNoneIsTakenBack() {
        for (RankFunction function : RankFunction.values()) {
            OperatorHarness harness = best(function, 1, 2, false, ChangeMode.APPEND)
                    .input("+ n | 1000000 | best", "+ n | 999999 | second")
                    .barrier();
            for (int epoch = 0; epoch < 20; epoch++) {
                String[] rows = new String[500];
                for (int i = 0; i < rows.length; i++) {
                    rows[i] = "+ n | " + (epoch * rows.length + i) + " | an item of some length, so that it is noticed";
                }
                harness.input(rows).barrier();
            }
            harness.leaves("+ n | 1000000 | best", "+ n | 999999 | second").keepsLessThan(KEPT);
        }
    }

    @Test
    void rowsLetGoOfAreNotMissed() {
        for (RankFunction function : List.of(RankFunction.RANK, RankFunction.DENSE_RANK)) {
            for (int seed = 1; seed <= 20; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                OperatorHarness harness = best(function, 2, 3, true, ChangeMode.APPEND);
                TreeMap<Integer, TreeMap<String, Integer>> counts = new TreeMap<>(Comparator.reverseOrder());
                for (int epoch = 0; epoch < 8; epoch++) {
                    for (int i = random.nextInt(6); i >= 0; i--) {
                        int amount = random.nextInt(8);
                        int weight = 1 + random.nextInt(2);
                        String item = "i" + random.nextInt(3);
                        harness.input("+" + weight + " n | " + amount + " | " + item);
                        counts.computeIfAbsent(amount, any -> new TreeMap<>()).merge(item, weight, Integer::sum);
                    }
                    harness.barrier();
                }
                List<String> expected = new ArrayList<>();
                int before = 0;
                int groups = 0;
                for (Map.Entry<Integer, TreeMap<String, Integer>> peers : counts.entrySet()) {
                    int rank = 1 + (function == RankFunction.RANK ? before : groups);
                    groups++;
                    for (Map.Entry<String, Integer> item : peers.getValue().entrySet()) {
                        before += item.getValue();
                        if (rank == 2 || rank == 3) {
                            expected.add("+" + item.getValue() + " n | " + peers.getKey() + " | " + item.getKey()
                                    + " | " + rank);
                        }
                    }
                }
                try {
                    harness.leaves(expected.toArray(String[]::new));
                } catch (AssertionError e) {
                    throw new AssertionError(function + ", seed " + seed + ": " + e.getMessage(), e);
                }
            }
        }
    }

    @Test
    void copiesOfARowHaveRanksOfTheirOwn() {
        best(RankFunction.ROW_NUMBER, 2, 4, true, ChangeMode.RETRACT)
                .input("+3 n | 9 | a", "+3 n | 5 | b")
                .barrier()
                .emits("+ n | 9 | a | 2", "+ n | 9 | a | 3", "+ n | 5 | b | 4")
                .input("-2 n | 9 | a")
                .barrier()
                .emits("- n | 9 | a | 2", "- n | 9 | a | 3", "+ n | 5 | b | 2", "+ n | 5 | b | 3");
    }

    @Test
    void withoutABoundAllRanksFromTheFirstOnAreGiven() {
        best(RankFunction.ROW_NUMBER, 2, Long.MAX_VALUE, false, ChangeMode.APPEND)
                .input("+ n | 9 | a", "+ n | 5 | b", "+ n | 3 | c")
                .barrier()
                .emits("+ n | 5 | b", "+ n | 3 | c")
                .input("+ n | 10 | d")
                .barrier()
                .emits("+ n | 9 | a");
    }

    @Test
    void nothingIsShownBeforeTheFirstEmittingBarrier() {
        best(RankFunction.ROW_NUMBER, 1, 1, true, ChangeMode.RETRACT)
                .input("+ n | 9 | a")
                .silentBarrier()
                .emits()
                .input("- n | 9 | a", "+ n | 5 | b")
                .lastBarrier()
                .emitsInOrder("+ n | 5 | b | 1");
    }

    @Test
    void perEpochNothingIsKept() {
        OperatorHarness.of(plan(
                        SALES,
                        List.of(),
                        List.of(new SortKey(1, false, true)),
                        RankFunction.ROW_NUMBER,
                        1,
                        1,
                        false,
                        ChangeMode.APPEND,
                        true))
                .input("+ n | 9 | a", "+ s | 5 | b")
                .barrier()
                .emits("+ s | 5 | b")
                .input("+ n | 9 | a")
                .barrier()
                .emits("+ n | 9 | a");
    }

    @Test
    void aRowTakenBackThatWasNotGivenIsAnError() {
        best(RankFunction.RANK, 1, 2, false, ChangeMode.RETRACT)
                .input("- n | 9 | a")
                .barrier()
                .fails(ErrorCode.NEGATIVE_MULTIPLICITY);
    }
}
