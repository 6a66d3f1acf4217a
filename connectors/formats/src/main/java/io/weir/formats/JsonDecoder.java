// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.error.SqlException;
import io.weir.spi.format.Decoder;
import io.weir.spi.type.Schema;

/** Decodes objects into rows: one object per line, or one per record when something else cuts the records. */
final class JsonDecoder implements Decoder {
    private final JsonInput in = new JsonInput();
    private final JsonFields fields;
    private final boolean dropErrors;

    JsonDecoder(Schema physical, int[] columns, JsonSettings settings) {
        dropErrors = settings.dropErrors();
        fields = new JsonFields(settings);
        for (int column : columns) {
            String name = physical.name(column);
            fields.add(name, JsonValue.of(name, physical.type(column), settings));
        }
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
            fields.read(in, out::column, out.size());
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
}
