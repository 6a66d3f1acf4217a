// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.interpret;

import io.weir.spi.batch.Batch;

/** The row that nodes are looking at; moved from row to row. */
final class Row {
    private final Batch batch;
    private final long epochTimeMicros;
    private int index;

    Row(Batch batch, long epochTimeMicros) {
        this.batch = batch;
        this.epochTimeMicros = epochTimeMicros;
    }

    Batch batch() {
        return batch;
    }

    long epochTimeMicros() {
        return epochTimeMicros;
    }

    /** The physical row. */
    int index() {
        return index;
    }

    void moveTo(int row) {
        index = row;
    }
}
