// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.connector.Poll;
import io.weir.spi.connector.ReadRequest;
import io.weir.spi.connector.Reader;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.Split;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A source that always has a full batch of BIGINTs. */
final class Endless implements Source {
    private final AtomicLong unreleased = new AtomicLong();

    long unreleased() {
        return unreleased.get();
    }

    @Override
    public boolean bounded() {
        return false;
    }

    @Override
    public List<Split> splits() {
        return List.of(new Split("0"));
    }

    @Override
    public Reader open(ReadRequest request) {
        return new Reader() {
            private long given;

            @Override
            public Poll poll(int maxRows, byte[] untilPosition) {
                Vector[] columns = new Vector[request.columns().length];
                Arrays.setAll(columns, i -> new LongVector(maxRows, new long[maxRows], null));
                given += maxRows;
                unreleased.incrementAndGet();
                return new Poll.Rows(
                        new Batch(maxRows, columns, null, maxRows, null, null, batch -> unreleased.decrementAndGet()));
            }

            @Override
            public byte[] position() {
                return ByteBuffer.allocate(8).putLong(given).array();
            }

            @Override
            public void close() {}
        };
    }
}
