// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.executor.exchange.Receiver;
import io.weir.executor.operator.Output;
import io.weir.spi.batch.Batch;
import java.util.ArrayList;
import java.util.List;

/** Where the rows of one node go: to each of its consumers. */
final class Outlet implements Output, Receiver {
    private Receiver[] receivers = {};
    private long rows;

    void add(Receiver receiver) {
        List<Receiver> all = new ArrayList<>(List.of(receivers));
        all.add(receiver);
        receivers = all.toArray(Receiver[]::new);
    }

    /** How many rows were sent, by absolute weight. */
    long rows() {
        return rows;
    }

    @Override
    public boolean full() {
        for (Receiver receiver : receivers) {
            if (receiver.full()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void accept(Batch batch) {
        send(batch);
    }

    @Override
    public void send(Batch batch) {
        rows += batch.events();
        for (int i = 1; i < receivers.length; i++) {
            receivers[i].accept(batch.retain());
        }
        if (receivers.length > 0) {
            receivers[0].accept(batch);
        } else {
            batch.release();
        }
    }
}
