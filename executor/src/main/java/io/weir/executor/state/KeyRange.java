// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

/** The key groups that a task owns, first to last; none when last is below first. */
public record KeyRange(int maxGroups, int first, int last) {
    public KeyRange {
        if (maxGroups < 1 || maxGroups > KeyGroups.MOST_MAX_GROUPS || first < 0 || last >= maxGroups) {
            throw new IllegalArgumentException("groups " + first + " to " + last + " of " + maxGroups);
        }
    }

    /** All groups, for a task that stands alone. */
    public static KeyRange all() {
        return new KeyRange(KeyGroups.DEFAULT_MAX_GROUPS, 0, KeyGroups.DEFAULT_MAX_GROUPS - 1);
    }

    public static KeyRange of(int task, int parallelism, int maxGroups) {
        return new KeyRange(
                maxGroups,
                KeyGroups.firstGroup(task, parallelism, maxGroups),
                KeyGroups.lastGroup(task, parallelism, maxGroups));
    }

    public boolean contains(int group) {
        return group >= first && group <= last;
    }
}
