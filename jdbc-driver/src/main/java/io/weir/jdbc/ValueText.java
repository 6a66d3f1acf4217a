// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.DateTimeText;
import java.math.BigDecimal;
import java.time.Period;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value as {@code getString} gives it: dates and times in ISO form with a space, nested values in brackets. */
final class ValueText {
    private ValueText() {}

    /** @param value the engine's Java object */
    static String of(Object value, DataType type) {
        return switch (type.kind()) {
            case NULL, BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, VARCHAR -> value.toString();
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            case VARBINARY -> "x'" + HexFormat.of().formatHex((byte[]) value) + "'";
            case DATE -> DateTimeText.date((Integer) value);
            case TIME -> DateTimeText.time((Long) value, JdbcTypes.scale(type));
            case TIMESTAMP -> DateTimeText.timestamp((Long) value, JdbcTypes.scale(type));
            case TIMESTAMP_LTZ -> DateTimeText.timestamp((Long) value, JdbcTypes.scale(type)) + "Z";
            case INTERVAL_MONTHS ->
                Period.ofMonths((Integer) value).normalized().toString();
            case INTERVAL_MICROS -> JdbcValues.durationOf((Long) value).toString();
            case ROW -> {
                List<String> parts = new ArrayList<>();
                List<?> row = (List<?>) value;
                for (int i = 0; i < row.size(); i++) {
                    parts.add(
                            orNull(row.get(i), ((RowType) type).fields().get(i).type()));
                }
                yield "(" + String.join(", ", parts) + ")";
            }
            case ARRAY -> {
                List<String> parts = new ArrayList<>();
                for (Object element : (List<?>) value) {
                    parts.add(orNull(element, ((ArrayType) type).element()));
                }
                yield "[" + String.join(", ", parts) + "]";
            }
            case MAP -> {
                List<String> parts = new ArrayList<>();
                MapType map = (MapType) type;
                ((Map<?, ?>) value).forEach((k, v) -> parts.add(orNull(k, map.key()) + "=" + orNull(v, map.value())));
                yield "{" + String.join(", ", parts) + "}";
            }
        };
    }

    private static String orNull(@Nullable Object value, DataType type) {
        return value == null ? "NULL" : of(value, type);
    }
}
