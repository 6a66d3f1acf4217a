// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.exchange;

import io.weir.executor.operator.Barrier;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.type.DataType;
import java.util.List;

/**
 * Sends all rows of a task to one other task.
 *
 * <p>Batches of some size go as they are; small ones, such as a filter leaves, are gathered into larger ones while the other
 * task has enough to do.
 */
public final class ForwardSender implements Sender {
    private static final int WORTH_SENDING = 256;

    private final Channel channel;
    private final BatchBuilder gathered;

    public ForwardSender(Channel channel, List<DataType> types) {
        this.channel = channel;
        this.gathered = new BatchBuilder(types, 16);
    }

    @Override
    public boolean full() {
        return channel.full();
    }

    @Override
    public void accept(Batch batch) {
        if (batch.size() >= WORTH_SENDING) {
            flush(); // the order of rows stays the same
            channel.send(batch);
            return;
        }
        for (int i = 0; i < batch.size(); i++) {
            if (gathered.full()) {
                flush();
            }
            int row = batch.row(i);
            gathered.append(batch, row, batch.weight(row));
        }
        batch.release();
        if (gathered.size() >= WORTH_SENDING || channel.isEmpty()) {
            flush();
        }
    }

    private void flush() {
        if (!gathered.isEmpty()) {
            channel.send(gathered.build());
        }
    }

    @Override
    public void send(Barrier barrier) {
        flush();
        channel.send(barrier);
    }

    @Override
    public void close() {
        if (!gathered.isEmpty()) {
            gathered.build().release();
        }
    }
}
