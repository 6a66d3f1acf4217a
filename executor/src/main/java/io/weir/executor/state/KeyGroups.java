// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

/**
 * Which task owns a key: a hash belongs to a key group, and each task owns a range of groups.
 *
 * <p>Frozen: snapshots and exchanges of all releases agree on it. The arithmetic of group and task is Apache Flink's.
 */
public final class KeyGroups {
    /** Groups of a job that does not ask for another number. */
    public static final int DEFAULT_MAX_GROUPS = 256;
    /** The most groups a job may have. */
    public static final int MOST_MAX_GROUPS = 32_768;

    private KeyGroups() {}

    public static int groupOf(long hash, int maxGroups) {
        return ((int) (hash >>> 48) * maxGroups) >>> 16;
    }

    public static int taskOf(int group, int parallelism, int maxGroups) {
        return group * parallelism / maxGroups;
    }

    public static int firstGroup(int task, int parallelism, int maxGroups) {
        return (task * maxGroups + parallelism - 1) / parallelism;
    }

    /** The last group of a task; below the first one when the task has none. */
    public static int lastGroup(int task, int parallelism, int maxGroups) {
        return firstGroup(task + 1, parallelism, maxGroups) - 1;
    }
}
