// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

/** Told of each row that a table has just made; sets what should not start as zero or NULL. */
@FunctionalInterface
public interface NewRow {
    void start(StateTable table, int row);
}
