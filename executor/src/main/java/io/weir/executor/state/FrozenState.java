// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import java.io.IOException;
import java.io.OutputStream;

/** The state of a task as it was at one moment; may be written by any one thread while the task goes on. */
public interface FrozenState extends AutoCloseable {
    /** Writes what has no key, and every key group in rising order. */
    void write(OutputStream out) throws IOException;

    /** Writes one key group, by itself readable; nothing but an end mark when it is empty. */
    void writeGroup(int group, OutputStream out) throws IOException;

    /** Writes what has no key, by itself readable. */
    void writeUnkeyed(OutputStream out) throws IOException;

    /** Gives the pages up. */
    @Override
    void close();
}
