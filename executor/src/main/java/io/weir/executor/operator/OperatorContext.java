// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator;

import io.weir.executor.kernel.Kernels;
import io.weir.executor.kernel.RowErrors;
import io.weir.executor.state.StateStore;

/** What the runtime lends to an operator. */
public interface OperatorContext {
    /** Declares state; to be called in the constructor only. */
    StateStore state();

    /** Compiles expressions. */
    Kernels kernels();

    /** Told of each row whose expression failed. */
    RowErrors errors();

    Counters counters();

    /** Time of the barrier that opened the present epoch, in microseconds; before the first barrier the job's start. */
    long epochTimeMicros();

    /** The watermark of this node in a barrier; of a node that goes by the clock the time before which no rows come any more. */
    long watermark(Barrier barrier);

    /** The watermark of the barrier that opened the present epoch, by which rows are judged late. */
    long openWatermark();

    /**
     * Says that the node holds back what it gives when its watermark reaches this; said anew at each barrier. A node that goes by the
     * clock gets a barrier then.
     */
    default void waitsFor(long watermark) {}

    /** Asks for a barrier no later than this time by the job's clock. */
    void wakeAt(long timeMicros);

    /** Says that no further rows can change what this node gives: what only it needs is read no further. */
    default void enough() {}
}
