// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import io.weir.spi.batch.Batch;
import io.weir.spi.connector.Poll;
import io.weir.spi.connector.Positions;
import io.weir.spi.connector.ReadRequest;
import io.weir.spi.connector.Reader;
import io.weir.spi.connector.RecordErrors;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads one partition; its position is the offset of the next record. */
final class KafkaReader implements Reader {
    static final int MAX_RECORD_BYTES = 16 << 20;
    /** Bytes of a record that is too large which go with its error. */
    private static final int SAMPLE_BYTES = 64 << 10;
    /** Records looked at by one poll, even if none of them gives a row. */
    private static final int RECORDS_PER_POLL = 2 * Batch.MAX_ROWS;

    private final KafkaSource source;
    private final long stop;
    private final RecordErrors errors;
    private final PartitionBuffer buffer;
    private final Fetcher fetcher;
    private final RecordDecoder decoder;
    private PartitionBuffer.@Nullable Fetched fetched;
    private int next;
    private long offset;

    /** @param stop the offset before which the split ends */
    KafkaReader(KafkaSource source, ReadRequest request, TopicPartition partition, long start, long stop) {
        this.source = source;
        this.stop = stop;
        this.errors = request.errors();
        this.offset = start;
        this.decoder = new RecordDecoder(source.layout(), request.columns(), source.upsert());
        this.buffer = new PartitionBuffer(partition, start, request.wake());
        this.fetcher = source.open(buffer);
    }

    @Override
    public Poll poll(int maxRows, byte @Nullable [] untilPosition) {
        long until = untilPosition == null ? Long.MAX_VALUE : Positions.number(untilPosition);
        boolean starved = decode(maxRows, Math.min(until, stop));
        if (decoder.size() > 0) {
            return new Poll.Rows(decoder.build());
        } else if (offset >= stop) {
            return Poll.END;
        } else if (starved || offset >= until) {
            return Poll.NOTHING;
        }
        // Records without a row, such as those that could not be decoded.
        return new Poll.Nothing(source.context().nowMicros());
    }

    /** Decodes records before an offset; whether it stopped for want of records. */
    private boolean decode(int maxRows, long end) {
        for (int i = 0; i < RECORDS_PER_POLL && offset < end && decoder.size() < maxRows && !decoder.full(); i++) {
            PartitionBuffer.Fetched present = fetched;
            if (present == null) {
                Optional<PartitionBuffer.Fetched> taken = take();
                if (taken.isEmpty()) {
                    return decoder.size() == 0;
                }
                fetched = taken.get();
                next = 0;
            } else if (next == present.records().size()) {
                // Behind the last record there may be ends of transactions, and records that compaction took away.
                offset = Math.max(offset, Math.min(present.next(), end));
                fetched = present.next() > end ? present : null;
            } else if (!decodeRecord(present.records().get(next), end)) {
                return false;
            }
        }
        return false;
    }

    /** What was fetched; a failure is told only after the rows before it. */
    private Optional<PartitionBuffer.Fetched> take() {
        try {
            return buffer.take();
        } catch (SqlException e) {
            if (decoder.size() > 0) {
                return Optional.empty();
            }
            throw e;
        } finally {
            if (buffer.resumes()) {
                fetcher.resume(buffer);
            }
        }
    }

    /** Whether it is done with the record; if not, the rows before it are to be given first, since it may end the job. */
    private boolean decodeRecord(ConsumerRecord<ByteBuffer, ByteBuffer> record, long end) {
        if (record.offset() >= end) {
            offset = end;
            return false;
        }
        SqlException reason = tooLarge(record);
        if (reason == null) {
            try {
                decoder.decode(record);
            } catch (SqlException e) {
                if (e.code() != ErrorCode.UNDECODABLE_RECORD) {
                    throw e;
                }
                reason = e;
            }
        }
        if (reason != null) {
            if (decoder.size() > 0) {
                return false;
            }
            report(record, reason);
        }
        next++;
        offset = record.offset() + 1;
        return true;
    }

    private static @Nullable SqlException tooLarge(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
        return Math.max(record.serializedKeySize(), record.serializedValueSize()) <= MAX_RECORD_BYTES
                ? null
                : SqlException.report(ErrorCode.RECORD_TOO_LARGE)
                        .says("a record has more than %d bytes", MAX_RECORD_BYTES)
                        .toException();
    }

    private void report(ConsumerRecord<ByteBuffer, ByteBuffer> record, SqlException reason) {
        ByteBuffer value = record.value();
        byte[] bytes = value != null && value.hasArray() ? value.array() : RecordDecoder.bytes(value);
        int start = value != null && value.hasArray() ? value.arrayOffset() + value.position() : 0;
        int length = value == null ? 0 : value.remaining();
        errors.report(
                bytes,
                start,
                reason.code() == ErrorCode.RECORD_TOO_LARGE ? Math.min(length, SAMPLE_BYTES) : length,
                record.topic() + "/" + record.partition() + "/" + record.offset(),
                reason);
    }

    @Override
    public byte[] position() {
        return Positions.of(offset);
    }

    @Override
    public void close() {
        source.close(buffer);
    }
}
