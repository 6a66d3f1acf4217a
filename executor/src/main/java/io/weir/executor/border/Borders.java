// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.border;

import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.OperatorContext;
import io.weir.executor.state.MemoryBudget;

/** What a border asks of its job beside what every operator is lent. */
public interface Borders {
    OperatorContext context();

    /** What held rows are leased from. */
    MemoryBudget budget();

    /** Whether the job's inputs all end and nothing is emitted before they have, so that what is only added is final. */
    boolean finalAtOnce();

    /** The epoch that is open when the job starts. */
    long openEpoch();

    /** Counts rows that have left, by absolute weight. */
    void written(long rows);

    /** Output that a barrier has prepared, to be committed when all tasks have passed it. */
    void prepared(Barrier barrier, byte[] committable);
}
