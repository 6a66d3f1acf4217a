// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.border;

import io.weir.executor.operator.Operator;

/** An operator that hands rows out of the job, and may hold some until a barrier emits. */
public interface Border extends Operator {
    /** The rows held, to be given to {@link #restore}; empty when there are none. Asked behind a barrier only. */
    byte[] held();

    /** Holds the rows that another task of the same border has held. */
    void restore(byte[] rows);
}
