// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.exchange;

import io.weir.executor.operator.Barrier;
import io.weir.spi.batch.Batch;
import io.weir.spi.type.DataType;
import java.util.List;

/** Sends each row to the task that owns its key. */
public final class HashSender implements Sender {
    public HashSender(List<Integer> keys, List<DataType> types, Channel[] channels) {}

    @Override
    public boolean full() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void accept(Batch batch) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void send(Barrier barrier) {}

    @Override
    public void close() {}
}
