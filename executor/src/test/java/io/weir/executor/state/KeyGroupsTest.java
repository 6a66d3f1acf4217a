// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyGroupsTest {
    @Test
    void theGroupIsFrozen() {
        assertThat(KeyGroups.groupOf(0, 256)).isZero();
        assertThat(KeyGroups.groupOf(-1L, 256)).isEqualTo(255);
        assertThat(KeyGroups.groupOf(0x0100_FFFF_FFFF_FFFFL, 256)).isEqualTo(1);
        assertThat(KeyGroups.groupOf(0x00FF_FFFF_FFFF_FFFFL, 256)).isZero();
        assertThat(KeyGroups.groupOf(0x8000_0000_0000_0000L, 10)).isEqualTo(5);
        assertThat(KeyGroups.groupOf(-1L, KeyGroups.MOST_MAX_GROUPS)).isEqualTo(KeyGroups.MOST_MAX_GROUPS - 1);
        assertThat(KeyGroups.groupOf(-1L, 1)).isZero();
    }

    @Test
    void eachGroupHasOneTaskAndItsRangeContainsIt() {
        for (int groups : new int[] {1, 2, 7, 256, 1000}) {
            for (int tasks = 1; tasks <= groups + 3; tasks++) {
                int next = 0;
                for (int task = 0; task < tasks; task++) {
                    assertThat(KeyGroups.firstGroup(task, tasks, groups)).isEqualTo(next);
                    int last = KeyGroups.lastGroup(task, tasks, groups);
                    for (int group = next; group <= last; group++) {
                        assertThat(KeyGroups.taskOf(group, tasks, groups)).isEqualTo(task);
                    }
                    next = last + 1;
                }
                assertThat(next).isEqualTo(groups);
            }
        }
    }
}
