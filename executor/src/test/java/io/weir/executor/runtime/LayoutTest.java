// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final Schema AB = Plans.longs("a", "b");
    private static final PhysicalPlan SCAN = Plans.scan("t", AB);
    private static final PhysicalPlan OTHER = Plans.scan("u", AB);

    /** One line per stage: the number of its tasks, then its nodes with the route of each input. */
    private static List<String> stages(int parallelism, Map<String, Integer> splits, PhysicalPlan... roots) {
        Layout layout = new Layout(
                Plans.unbounded(roots),
                parallelism,
                leaf -> splits.get(((PhysicalPlan.Scan) leaf).table().name()));
        List<String> lines = new ArrayList<>();
        for (Layout.Stage stage : layout.stages()) {
            List<String> nodes = stage.nodes().stream()
                    .map(node -> node.plan().name()
                            + node.inputs().stream()
                                    .map(edge ->
                                            edge.route() + " " + edge.from().id())
                                    .toList())
                    .toList();
            lines.add(stage.parallelism() + ": " + String.join(", ", nodes));
        }
        return lines;
    }

    @Test
    void aSmallJobIsOneTask() {
        assertThat(stages(8, Map.of("t", 1), Plans.whole(Plans.exchange(Plans.union(Plans.exchange(SCAN, 0)), 1))))
                .containsExactly("1: Scan[], Union[CHAIN 0], Result[CHAIN 1]");
    }

    @Test
    void anExchangeSpreadsByKeyAndAResultIsGathered() {
        assertThat(stages(4, Map.of("t", 3), Plans.whole(Plans.union(Plans.exchange(SCAN, 0)))))
                .containsExactly("3: Scan[]", "3: Union[HASH 0]", "1: Result[GATHER 1]");
    }

    @Test
    void parallelismIsAMaximum() {
        assertThat(stages(2, Map.of("t", 100), Plans.sink(SCAN, "out"))).containsExactly("2: Scan[], Sink[CHAIN 0]");
    }

    @Test
    void equalSubtreesAreOneNode() {
        assertThat(stages(4, Map.of("t", 2), Plans.sink(SCAN, "x"), Plans.sink(Plans.scan("t", AB), "y")))
                .containsExactly("2: Scan[], Sink[CHAIN 0], Sink[CHAIN 0]");
    }

    @Test
    void inputsOfAnotherWidthComeByChannels() {
        assertThat(stages(4, Map.of("t", 1, "u", 3), Plans.sink(Plans.union(SCAN, OTHER), "out")))
                .containsExactly("1: Scan[]", "3: Scan[]", "3: Union[FORWARD 0, FORWARD 1], Sink[CHAIN 2]");
    }

    @Test
    void aStageNeverWaitsForItself() {
        PhysicalPlan union = Plans.union(SCAN, Plans.union(Plans.exchange(SCAN, 0)));
        assertThat(stages(4, Map.of("t", 2), Plans.sink(union, "out")))
                .containsExactly("2: Scan[]", "2: Union[HASH 0], Union[FORWARD 0, CHAIN 1], Sink[CHAIN 2]");
    }

    @Test
    void watermarkGroupsAreTheScansBelow() {
        Layout layout =
                new Layout(Plans.unbounded(Plans.whole(Plans.union(SCAN, OTHER)), Plans.whole(OTHER)), 4, leaf -> 1);
        assertThat(layout.groups()).containsExactly(List.of(0), List.of(1), List.of(0, 1));
        assertThat(layout.roots().get(0).group()).isEqualTo(2);
        assertThat(layout.roots().get(1).group()).isEqualTo(1);
    }
}
