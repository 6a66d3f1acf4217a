// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.error.SqlException;
import io.weir.spi.format.Decoder;
import io.weir.spi.type.Schema;
import org.jspecify.annotations.Nullable;

/** Decodes objects into rows: one object per line, or one per record when something else cuts the records. */
final class JsonDecoder implements Decoder {
    private final JsonInput in = new JsonInput();
    private final JsonFields fields;
    private final boolean dropErrors;
    /** The columns of the builder that was filled last. */
    private final VectorBuilder[] columns;

    private @Nullable BatchBuilder filled;

    JsonDecoder(Schema physical, int[] columns, JsonSettings settings) {
        dropErrors = settings.dropErrors();
        fields = new JsonFields(settings);
        for (int column : columns) {
            String name = physical.name(column);
            fields.add(name, JsonValue.of(name, physical.type(column), settings));
        }
        this.columns = new VectorBuilder[columns.length];
    }

    @Override
    public int recordEnd(byte[] bytes, int start, int end, boolean last) {
        return Lines.end(bytes, start, end, last);
    }

    @Override
    public void decode(byte[] bytes, int start, int end, BatchBuilder out) {
        in.reset(bytes, start, end);
        in.skipMark();
        in.skipSpace();
        if (in.atEnd()) {
            return;
        }
        try {
            if (in.peek() != '{') {
                throw in.unexpected("an object");
            }
            fields.read(in, columns(out), out.size());
            in.skipSpace();
            if (!in.atEnd()) {
                throw in.unexpected("the end");
            }
            out.endRow(1);
        } catch (SqlException e) {
            if (!dropErrors) {
                throw e;
            }
            out.rollback();
        }
    }

    private VectorBuilder[] columns(BatchBuilder out) {
        if (out != filled) {
            for (int i = 0; i < columns.length; i++) {
                columns[i] = out.column(i);
            }
            filled = out;
        }
        return columns;
    }
}
