// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import io.weir.spi.batch.ArrayVector;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BytesVector;
import io.weir.spi.batch.DoubleVector;
import io.weir.spi.batch.FloatVector;
import io.weir.spi.batch.MapVector;
import io.weir.spi.batch.RowVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.format.Encoder;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.Schema;
import io.weir.spi.type.TypeKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Encodes rows as objects, one per line. */
final class JsonEncoder implements Encoder {
    private static final byte[] HEXADECIMAL = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Schema schema;
    private final List<byte[]> names;
    private final Map<List<Field>, List<byte[]>> nestedNames = new IdentityHashMap<>();
    private final boolean leaveNullsOut;
    private final char separator;
    private final Output output = new Output();

    JsonEncoder(Schema schema, JsonSettings settings) {
        this.schema = schema;
        names = names(schema.columns());
        leaveNullsOut = settings.leaveNullsOut();
        separator = settings.separators().charAt(0);
    }

    private static List<byte[]> names(List<Field> fields) {
        return fields.stream()
                .map(field -> {
                    Output name = new Output();
                    byte[] utf8 = field.name().getBytes(StandardCharsets.UTF_8);
                    string(utf8, 0, utf8.length, name);
                    name.write(':');
                    return Arrays.copyOf(name.bytes(), name.size());
                })
                .toList();
    }

    @Override
    public void encode(Batch batch, int row, OutputStream out) throws IOException {
        output.clear();
        object(schema.columns(), names, batch.columns(), row);
        output.write('\n');
        output.writeTo(out);
    }

    @Override
    public int delimiterLength() {
        return 1;
    }

    private void object(List<Field> fields, List<byte[]> fieldNames, Vector[] vectors, int row) {
        output.write('{');
        boolean first = true;
        for (int i = 0; i < vectors.length; i++) {
            if (leaveNullsOut && vectors[i].isNull(row)) {
                continue;
            }
            if (!first) {
                output.write(',');
            }
            first = false;
            output.write(fieldNames.get(i));
            value(vectors[i], fields.get(i).type(), row);
        }
        output.write('}');
    }

    private void value(Vector vector, DataType type, int row) {
        if (vector.isNull(row)) {
            output.ascii("null");
            return;
        }
        Vector flat = ScalarWriter.resolve(vector);
        int at = ScalarWriter.resolve(vector, row);
        switch (type.kind()) {
            case NULL -> output.ascii("null");
            case VARCHAR -> {
                BytesVector bytes = (BytesVector) flat;
                string(bytes.block(at), bytes.starts()[at], bytes.lengths()[at], output);
            }
            case ROW -> {
                List<Field> fields = ((RowType) type).fields();
                object(
                        fields,
                        nestedNames.computeIfAbsent(fields, JsonEncoder::names),
                        ((RowVector) flat).fields(),
                        at);
            }
            case ARRAY -> array((ArrayVector) flat, ((ArrayType) type).element(), at);
            case MAP -> map((MapVector) flat, (MapType) type, at);
            case FLOAT -> number(flat, type, at, Float.isFinite(((FloatVector) flat).values()[at]));
            case DOUBLE -> number(flat, type, at, Double.isFinite(((DoubleVector) flat).values()[at]));
            case VARBINARY, DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> number(flat, type, at, false);
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, INTERVAL_MONTHS, INTERVAL_MICROS ->
                number(flat, type, at, true);
        }
    }

    /** A value without quotes, or in quotes if JSON has no form of its own for it. */
    private void number(Vector vector, DataType type, int row, boolean plain) {
        if (!plain) {
            output.write('"');
        }
        ScalarWriter.write(vector, type, row, separator, output);
        if (!plain) {
            output.write('"');
        }
    }

    private void array(ArrayVector vector, DataType type, int row) {
        output.write('[');
        int start = vector.starts()[row];
        for (int i = start; i < start + vector.lengths()[row]; i++) {
            if (i > start) {
                output.write(',');
            }
            value(vector.elements(), type, i);
        }
        output.write(']');
    }

    private void map(MapVector vector, MapType type, int row) {
        output.write('{');
        int start = vector.starts()[row];
        for (int i = start; i < start + vector.lengths()[row]; i++) {
            if (i > start) {
                output.write(',');
            }
            Vector keys = ScalarWriter.resolve(vector.keys());
            int key = ScalarWriter.resolve(vector.keys(), i);
            if (keys instanceof BytesVector bytes && type.key().kind() == TypeKind.VARCHAR) {
                string(bytes.block(key), bytes.starts()[key], bytes.lengths()[key], output);
            } else {
                number(keys, type.key(), key, false);
            }
            output.write(':');
            value(vector.values(), type.value(), i);
        }
        output.write('}');
    }

    private static void string(byte[] bytes, int start, int length, Output out) {
        out.write('"');
        int copied = start;
        for (int i = start; i < start + length; i++) {
            byte b = bytes[i];
            if (b == '"' || b == '\\' || b >= 0 && b < ' ') {
                out.write(bytes, copied, i - copied);
                copied = i + 1;
                out.write('\\');
                switch (b) {
                    case '"', '\\' -> out.write(b);
                    case '\b' -> out.write('b');
                    case '\f' -> out.write('f');
                    case '\n' -> out.write('n');
                    case '\r' -> out.write('r');
                    case '\t' -> out.write('t');
                    default -> {
                        out.ascii("u00");
                        out.write(HEXADECIMAL[b >> 4]);
                        out.write(HEXADECIMAL[b & 15]);
                    }
                }
            }
        }
        out.write(bytes, copied, start + length - copied);
        out.write('"');
    }
}
