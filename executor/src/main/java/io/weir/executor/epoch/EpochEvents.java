// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.epoch;

import io.weir.executor.operator.Barrier;

/** Told by the coordinator what has come of an epoch; calls come one at a time, and must neither wait nor call back. */
public interface EpochEvents {
    /** All tasks have passed this barrier: everything of its epoch is where it belongs. */
    void completed(Barrier barrier);

    /** A barrier that takes a checkpoint has been released; {@code start} is where a job goes on behind it. */
    void checkpoint(Barrier barrier, EpochStart start);

    /** The coordinator cannot go on. */
    void failed(Throwable reason);
}
