// SPDX-License-Identifier: Apache-2.0
package io.weir.shell.interactive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FoldedRowsTest {
    private final FoldedRows rows = new FoldedRows(1_000);

    private void apply(String... changes) {
        for (String change : changes) {
            rows.apply(change.substring(0, 2), List.of(change.substring(2)));
        }
    }

    private static List<List<String>> list(String... values) {
        return java.util.Arrays.stream(values).map(List::of).toList();
    }

    @Test
    void anUpdatedRowKeepsItsPlace() {
        apply("+Ia", "+Ib", "+Ic", "-Ub", "+UB");
        assertThat(rows.newest(9)).isEqualTo(list("a", "B", "c"));
        assertThat(rows.rows()).isEqualTo(3);
        assertThat(rows.changes()).isEqualTo(5);
    }

    @Test
    void copiesAreCounted() {
        apply("+Ia", "+Ia", "+Ib", "-Da");
        assertThat(rows.newest(9)).isEqualTo(list("a", "b"));
        apply("+Ib");
        assertThat(rows.newest(2)).isEqualTo(list("b", "b"));
    }

    @Test
    void anUpdateToARowThatIsThereLeavesNoHole() {
        apply("+Ia", "+Ib", "+Ic", "-Ua", "+Ub", "-Db");
        assertThat(rows.newest(9)).isEqualTo(list("b", "c"));
    }

    @Test
    void anUpdateOfACopyAddsTheNewRowAtTheEnd() {
        apply("+Ia", "+Ia", "+Ib", "-Ua", "+Uc");
        assertThat(rows.newest(9)).isEqualTo(list("a", "b", "c"));
    }

    @Test
    void theRowsThatCameFirstAreForgottenWhenThereAreTooMany() {
        FoldedRows few = new FoldedRows(2);
        for (String row : List.of("a", "b", "c")) {
            few.apply("+I", List.of(row));
        }
        assertThat(few.newest(9)).isEqualTo(list("b", "c"));
        few.apply("-D", List.of("a"));
        assertThat(few.rows()).isEqualTo(2);
        assertThat(few.newest(9)).isEqualTo(list("b", "c"));
    }

    @Test
    void anyChangesFoldToTheirMultiset() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        List<String> twin = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            int what = random.nextInt(3);
            String row = "" + random.nextInt(50);
            if (what == 0 || twin.isEmpty()) {
                twin.add(row);
                rows.apply("+I", List.of(row));
            } else {
                String old = twin.remove(random.nextInt(twin.size()));
                rows.apply(what == 1 ? "-D" : "-U", List.of(old));
                if (what == 2) {
                    twin.add(row);
                    rows.apply("+U", List.of(row));
                }
            }
        }
        List<String> found = new ArrayList<>(
                rows.newest(Integer.MAX_VALUE).stream().map(each -> each.get(0)).toList());
        Collections.sort(found);
        Collections.sort(twin);
        assertThat(found).as("seed %d", seed).isEqualTo(twin);
        assertThat(rows.rows()).isEqualTo(twin.size());
    }
}
