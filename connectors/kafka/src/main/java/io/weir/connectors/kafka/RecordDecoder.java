// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.batch.Vector;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.format.Decoder;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Schema;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Decodes records straight into the columns that are wanted: those of the key, of the value, and metadata.
 *
 * <p>Each of the three has a builder of its own; rows come to all of them or to none.
 */
final class RecordDecoder {
    private static final byte[] NOTHING = {};
    /** After so many bytes of records the rows are measured. */
    private static final int MEASURED_BYTES = 4 << 10;
    /** What a record counts for that beside its key and value. */
    private static final int RECORD_BYTES = 16;

    private final TableLayout layout;
    private final boolean upsert;
    private final List<Integer> keyPlaces = new ArrayList<>();
    private final List<Integer> valuePlaces = new ArrayList<>();
    private final List<RecordMetadata> metadata = new ArrayList<>();
    /** By wanted column: which of the three it is in, and where. */
    private final int[] part;

    private final int[] place;
    private final @Nullable Decoder keyDecoder;
    private final @Nullable Decoder valueDecoder;
    private final BatchBuilder keys;
    private final BatchBuilder values;
    private final BatchBuilder facts;
    private int unmeasuredBytes;

    /** @param upsert whether a record without a value takes its key's row away */
    RecordDecoder(TableLayout layout, int[] columns, boolean upsert) {
        this.layout = layout;
        this.upsert = upsert;
        part = new int[columns.length];
        place = new int[columns.length];
        List<DataType> factTypes = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            int column = columns[i];
            String fact = layout.metadataKeys().get(column);
            int key = layout.keyColumns().indexOf(column);
            int value = layout.valueColumns().indexOf(column);
            if (fact != null) {
                part[i] = 2;
                place[i] = metadata.size();
                metadata.add(RecordMetadata.of(fact));
                factTypes.add(layout.schema().type(column));
            } else if (value < 0 || upsert && key >= 0) {
                part[i] = 0;
                place[i] = keyPlaces.size();
                keyPlaces.add(key);
            } else {
                part[i] = 1;
                place[i] = valuePlaces.size();
                valuePlaces.add(value);
            }
        }
        int[] key = ints(keyPlaces);
        int[] value = ints(valuePlaces);
        Schema keySchema = layout.keySchema().select(key);
        Schema valueSchema = layout.valueSchema().select(value);
        keyDecoder = key.length == 0 ? null : layout.keyFormat().orElseThrow().decoder(layout.keySchema(), key);
        valueDecoder =
                layout.valueSchema().size() == 0 ? null : layout.valueFormat().decoder(layout.valueSchema(), value);
        keys = new BatchBuilder(keySchema.types(), Batch.MAX_ROWS);
        values = new BatchBuilder(valueSchema.types(), Batch.MAX_ROWS);
        facts = new BatchBuilder(factTypes, Batch.MAX_ROWS);
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(each -> each).toArray();
    }

    int size() {
        return values.size();
    }

    boolean full() {
        if (unmeasuredBytes < MEASURED_BYTES) {
            return values.size() >= Batch.MAX_ROWS;
        }
        unmeasuredBytes = 0;
        return values.full() || keys.full() || facts.full();
    }

    /**
     * Appends the rows of a record: usually one.
     *
     * @throws SqlException when it cannot be decoded; nothing is appended then
     */
    void decode(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
        int before = values.size();
        unmeasuredBytes +=
                RECORD_BYTES + Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
        try {
            value(record.value());
            Decoder decoder = keyDecoder;
            for (int row = before; row < values.size(); row++) {
                if (decoder != null) {
                    key(decoder, record.key(), row);
                }
                for (int i = 0; i < metadata.size(); i++) {
                    metadata.get(i).append(record, facts.column(i));
                }
                facts.endRow(1);
            }
        } catch (SqlException e) {
            values.truncate(before);
            keys.truncate(before);
            facts.truncate(before);
            throw e;
        }
    }

    private void value(@Nullable ByteBuffer value) {
        Decoder decoder = valueDecoder;
        if (value == null && upsert) {
            nulls();
            values.endRow(-1);
        } else if (decoder == null) {
            values.endRow(1);
        } else if (value == null) {
            checkNullable();
            nulls();
            values.endRow(1);
        } else if (value.hasArray()) {
            int start = value.arrayOffset() + value.position();
            decoder.decode(value.array(), start, start + value.remaining(), values);
        } else {
            byte[] copy = bytes(value);
            decoder.decode(copy, 0, copy.length, values);
        }
    }

    private void nulls() {
        for (int i = 0; i < valuePlaces.size(); i++) {
            values.column(i).appendNull();
        }
    }

    private void checkNullable() {
        for (int place : valuePlaces) {
            if (!layout.valueSchema().type(place).nullable()) {
                throw SqlException.report(ErrorCode.UNDECODABLE_RECORD)
                        .says("column \"%s\" is NULL", layout.valueSchema().name(place))
                        .detail("It is declared NOT NULL, and the record has no value.")
                        .toException();
            }
        }
    }

    private void key(Decoder decoder, @Nullable ByteBuffer key, int row) {
        if (key == null) {
            if (upsert) {
                throw SqlException.report(ErrorCode.UNDECODABLE_RECORD)
                        .says("a record has no key")
                        .detail("It is the key that says which row changes.")
                        .toException();
            }
            for (int i = 0; i < keyPlaces.size(); i++) {
                keys.column(i).appendNull();
            }
            keys.endRow(1);
            return;
        }
        byte[] bytes = key.hasArray() ? key.array() : bytes(key);
        int start = key.hasArray() ? key.arrayOffset() + key.position() : 0;
        decoder.decode(bytes, start, start + key.remaining(), keys);
        if (keys.size() != row + 1) {
            throw SqlException.report(ErrorCode.UNDECODABLE_RECORD)
                    .says("the key of a record is no row")
                    .toException();
        }
    }

    /** The bytes of a key or value; empty for none. */
    static byte[] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return NOTHING;
        }
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }

    /** The rows so far, with the wanted columns. */
    Batch build() {
        Batch[] parts = {keys.build(), values.build(), facts.build()};
        Vector[] vectors = new Vector[part.length];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = parts[part[i]].column(place[i]);
        }
        unmeasuredBytes = 0;
        Batch rows = parts[1];
        return new Batch(rows.rowCount(), vectors, null, rows.rowCount(), rows.weights(), null, null);
    }
}
