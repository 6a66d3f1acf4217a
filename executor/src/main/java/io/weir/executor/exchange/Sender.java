// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.exchange;

import io.weir.executor.operator.Barrier;

/** A way out of a task: spreads the rows of one node over the channels to the tasks of another. */
public interface Sender extends Receiver {
    /** Sends all rows that it still holds, and behind them the barrier, to every task. */
    void send(Barrier barrier);

    /** Gives up the rows that it still holds. */
    void close();
}
