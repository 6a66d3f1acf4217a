// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.deadletter;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vectors;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.DataType.TimeType;
import io.weir.spi.type.DateTimeText;
import io.weir.spi.type.Schema;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row as one line of JSON, in the order of its columns; for rows that are left out, of which there are few. */
final class RowJson {
    private final StringBuilder text = new StringBuilder();

    private RowJson() {}

    static String of(Batch batch, Schema schema, int row) {
        RowJson json = new RowJson();
        json.text.append('{');
        for (int i = 0; i < schema.size(); i++) {
            json.text.append(i == 0 ? "" : ", ");
            json.quoted(schema.name(i));
            json.text.append(": ");
            json.value(Vectors.value(batch.column(i), schema.type(i), row), schema.type(i));
        }
        return json.text.append('}').toString();
    }

    private void value(@Nullable Object value, DataType type) {
        if (value == null) {
            text.append("null");
            return;
        }
        switch (type.kind()) {
            case NULL, BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, INTERVAL_MONTHS, INTERVAL_MICROS ->
                text.append(value);
            case FLOAT, DOUBLE -> {
                double number = ((Number) value).doubleValue();
                if (Double.isFinite(number)) {
                    text.append(value);
                } else {
                    quoted(value.toString());
                }
            }
            case DECIMAL -> text.append(((BigDecimal) value).toPlainString());
            case VARCHAR -> quoted(value.toString());
            case VARBINARY -> quoted(Base64.getEncoder().encodeToString((byte[]) value));
            case DATE -> quoted(DateTimeText.date((Integer) value));
            case TIME -> quoted(DateTimeText.time((Long) value, ((TimeType) type).precision()));
            case TIMESTAMP -> quoted(DateTimeText.timestamp((Long) value, ((TimeType) type).precision()));
            case TIMESTAMP_LTZ -> quoted(DateTimeText.timestamp((Long) value, ((TimeType) type).precision()) + "Z");
            case ARRAY -> array((List<?>) value, ((ArrayType) type).element());
            case MAP -> map((Map<?, ?>) value, (MapType) type);
            case ROW -> row((List<?>) value, ((RowType) type).fields());
        }
    }

    private void array(List<?> values, DataType element) {
        text.append('[');
        for (int i = 0; i < values.size(); i++) {
            text.append(i == 0 ? "" : ", ");
            value(values.get(i), element);
        }
        text.append(']');
    }

    /** As pairs, since a key need not be text. */
    private void map(Map<?, ?> entries, MapType type) {
        text.append('[');
        Iterator<? extends Map.Entry<?, ?>> each = entries.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<?, ?> entry = each.next();
            text.append('[');
            value(entry.getKey(), type.key());
            text.append(", ");
            value(entry.getValue(), type.value());
            text.append(each.hasNext() ? "], " : "]");
        }
        text.append(']');
    }

    private void row(List<?> values, List<Field> fields) {
        text.append('{');
        for (int i = 0; i < fields.size(); i++) {
            text.append(i == 0 ? "" : ", ");
            quoted(fields.get(i).name());
            text.append(": ");
            value(values.get(i), fields.get(i).type());
        }
        text.append('}');
    }

    private void quoted(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
