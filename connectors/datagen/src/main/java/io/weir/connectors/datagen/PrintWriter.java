// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.datagen;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vectors;
import io.weir.spi.connector.Writer;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.DataType.TimeType;
import io.weir.spi.type.DateTimeText;
import io.weir.spi.type.Schema;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints rows as {@code +I[1, north]} and {@code -D[1, north]}, as many times as their weights say. */
final class PrintWriter implements Writer {
    private static final int BUFFER_CHARS = 1 << 16;

    private final Schema schema;
    private final String prefix;
    private final PrintStream stream;
    private final StringBuilder lines = new StringBuilder();

    PrintWriter(Schema schema, String prefix, PrintStream stream) {
        this.schema = schema;
        this.prefix = prefix;
        this.stream = stream;
    }

    @Override
    public void write(Batch batch) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            int weight = batch.weight(row);
            line.setLength(0);
            line.append(prefix).append(weight > 0 ? "+I[" : "-D[");
            for (int column = 0; column < schema.size(); column++) {
                line.append(column == 0 ? "" : ", ");
                append(Vectors.value(batch.column(column), schema.type(column), row), schema.type(column), line);
            }
            line.append("]\n");
            for (long copies = Math.abs((long) weight); copies > 0; copies--) {
                lines.append(line);
                if (lines.length() >= BUFFER_CHARS) {
                    print();
                }
            }
        }
    }

    /** Writes whole lines at once, so that lines of several writers do not mix. */
    private void print() {
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        stream.write(bytes, 0, bytes.length);
        lines.setLength(0);
    }

    private static void append(@Nullable Object value, DataType type, StringBuilder out) {
        if (value == null) {
            out.append("NULL");
            return;
        }
        switch (type.kind()) {
            case DATE -> out.append(DateTimeText.date((Integer) value));
            case TIME -> out.append(DateTimeText.time((Long) value, ((TimeType) type).precision()));
            case TIMESTAMP -> out.append(DateTimeText.timestamp((Long) value, ((TimeType) type).precision()));
            case TIMESTAMP_LTZ ->
                out.append(DateTimeText.timestamp((Long) value, ((TimeType) type).precision()))
                        .append('Z');
            case DECIMAL -> out.append(((BigDecimal) value).toPlainString());
            case VARBINARY ->
                out.append("x'")
                        .append(HexFormat.of().formatHex((byte[]) value))
                        .append('\'');
            case ROW -> appendRow((List<?>) value, (RowType) type, out);
            case ARRAY -> appendArray((List<?>) value, ((ArrayType) type).element(), out);
            case MAP -> appendMap((Map<?, ?>) value, (MapType) type, out);
            case NULL,
                    BOOLEAN,
                    TINYINT,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    FLOAT,
                    DOUBLE,
                    VARCHAR,
                    INTERVAL_MONTHS,
                    INTERVAL_MICROS -> out.append(value);
        }
    }

    private static void appendRow(List<?> fields, RowType type, StringBuilder out) {
        out.append('(');
        for (int i = 0; i < fields.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            append(fields.get(i), type.fields().get(i).type(), out);
        }
        out.append(')');
    }

    private static void appendArray(List<?> elements, DataType type, StringBuilder out) {
        out.append('[');
        for (int i = 0; i < elements.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            append(elements.get(i), type, out);
        }
        out.append(']');
    }

    private static void appendMap(Map<?, ?> map, MapType type, StringBuilder out) {
        out.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            append(entry.getKey(), type.key(), out);
            out.append('=');
            append(entry.getValue(), type.value(), out);
            out.append(entries.hasNext() ? ", " : "");
        }
        out.append('}');
    }

    @Override
    public void flush() {
        if (lines.length() > 0) {
            print();
        }
        stream.flush();
    }

    @Override
    public byte[] prepare(long checkpoint) {
        flush();
        return new byte[0];
    }

    @Override
    public void close() {}
}
