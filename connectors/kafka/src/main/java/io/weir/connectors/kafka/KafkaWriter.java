// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.connector.Writer;
import io.weir.spi.error.SqlException;
import io.weir.spi.format.Encoder;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as records with an idempotent producer.
 *
 * <p>Output that is committed has been acknowledged by the broker; a record that was refused fails the job, which then
 * writes again from its last checkpoint: at least once. Until then records are on their way while others are written, as
 * many as {@link InFlight} allows.
 */
final class KafkaWriter implements Writer {
    /** Of the producer's buffer so much is used before it is full: it also holds batches that are not yet whole. */
    private static final int BUFFER_PART = 4;

    private final KafkaSink sink;
    private final int partitions;
    private final KafkaProducer<byte[], byte[]> producer;
    private final @Nullable Encoder keyEncoder;
    private final @Nullable Encoder valueEncoder;
    private final int[] keyColumns;
    private final int[] valueColumns;
    private final RecordFacts facts;
    private final EncodedBytes bytes = new EncodedBytes();
    private final InFlight inFlight;
    /** The key of a row that was taken back and that no other row has taken the place of so far. */
    private byte @Nullable [] takenBack;

    private int nextPartition;

    /** @param partitions how many the topic has */
    KafkaWriter(KafkaSink sink, int number, int partitions) {
        this.sink = sink;
        this.partitions = partitions;
        this.nextPartition = number % partitions;
        TableLayout layout = sink.layout();
        keyEncoder = layout.keyFormat()
                .map(format -> format.encoder(layout.keySchema()))
                .orElse(null);
        valueEncoder =
                layout.valueSchema().size() == 0 ? null : layout.valueFormat().encoder(layout.valueSchema());
        keyColumns = layout.keyColumns().stream().mapToInt(each -> each).toArray();
        valueColumns = layout.valueColumns().stream().mapToInt(each -> each).toArray();
        facts = RecordFacts.of(layout);
        inFlight = new InFlight(sink.bufferBytes() / BUFFER_PART);
        try {
            producer = new KafkaProducer<>(sink.settings(), new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw sink.failed(e);
        }
        try {
            producer.partitionsFor(sink.topic()); // else the first record would wait for it
        } catch (KafkaException e) {
            close();
            throw sink.failed(e);
        }
    }

    @Override
    public void write(Batch batch) {
        Batch keys = select(batch, keyColumns);
        Batch values = select(batch, valueColumns);
        try {
            for (int i = 0; i < batch.size(); i++) {
                int row = batch.row(i);
                int weight = batch.weight(row);
                byte[] key = keyEncoder == null ? null : encode(keyEncoder, keys, row);
                if (sink.upsert()) {
                    replace(key);
                }
                if (weight > 0) {
                    byte[] value = valueEncoder == null ? null : encode(valueEncoder, values, row);
                    for (int copy = 0; copy < (sink.upsert() ? 1 : weight); copy++) {
                        send(facts.timestamp(batch, row), key, value, facts.headers(batch, row));
                    }
                } else if (sink.upsert()) {
                    takenBack = key;
                } else {
                    throw SqlException.internal("a topic was told to take a row back", null);
                }
            }
        } catch (KafkaException | IOException e) {
            throw sink.failed(e);
        }
        check();
    }

    /** Deletes the row that was taken back before, unless this one takes its place. */
    private void replace(byte @Nullable [] key) {
        byte[] deleted = takenBack;
        takenBack = null;
        if (deleted != null && !Arrays.equals(deleted, key)) {
            send(null, deleted, null, null);
        }
    }

    private void send(
            @Nullable Long timestamp, byte @Nullable [] key, byte @Nullable [] value, @Nullable List<Header> headers) {
        producer.send(new ProducerRecord<>(sink.topic(), partition(), timestamp, key, value, headers), inFlight);
        inFlight.sent(key, value);
    }

    private static Batch select(Batch batch, int[] columns) {
        Vector[] vectors = new Vector[columns.length];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = batch.column(columns[i]);
        }
        return new Batch(batch.rowCount(), vectors);
    }

    private byte[] encode(Encoder encoder, Batch rows, int row) throws IOException {
        bytes.clear();
        encoder.encode(rows, row, bytes);
        return bytes.without(encoder.delimiterLength());
    }

    private @Nullable Integer partition() {
        if (sink.partitioning() == Partitioning.DEFAULT) {
            return null;
        }
        int chosen = nextPartition;
        if (sink.partitioning() == Partitioning.ROUND_ROBIN) {
            nextPartition = (chosen + 1) % partitions;
        }
        return chosen;
    }

    private void check() {
        Exception known = inFlight.failure();
        if (known != null) {
            throw sink.failed(known);
        }
    }

    @Override
    public boolean ready(Runnable wake) {
        return inFlight.ready(wake);
    }

    @Override
    public boolean settled(Runnable wake) {
        return inFlight.settled(wake);
    }

    @Override
    public void flush() {
        try {
            replace(null);
        } catch (KafkaException e) {
            throw sink.failed(e);
        }
        inFlight.mark();
        check();
    }

    /** Waits for every record that was written, and fails when one was refused. */
    @Override
    public byte[] prepare(long checkpoint) {
        flush();
        try {
            producer.flush();
        } catch (KafkaException e) {
            throw sink.failed(e);
        }
        check();
        return new byte[0];
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    /** The bytes of one key or value. */
    private static final class EncodedBytes extends java.io.ByteArrayOutputStream {
        void clear() {
            count = 0;
        }

        byte[] without(int tail) {
            return Arrays.copyOf(buf, Math.max(0, count - tail));
        }
    }
}
