// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import java.io.IOException;

/** What the store asks of every state that is divided by key groups. */
interface KeyedState extends AutoCloseable {
    /** The state as it is now, in time by the number of its pages. */
    Frozen freeze(int maxGroups);

    /** Adds the entries of one key group. */
    void restoreGroup(SnapshotInput in, int group, int maxGroups) throws IOException;

    /** Bytes held. */
    long bytes();

    @Override
    void close();

    /** A frozen state; used by one thread at a time, and not necessarily that of the task. */
    interface Frozen extends AutoCloseable {
        boolean hasGroup(int group);

        /** Writes the entries of a key group and their end. */
        void writeGroup(int group, SnapshotOutput out) throws IOException;

        @Override
        void close();
    }
}
