// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.filesystem;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.TimeType;
import io.weir.spi.type.DateTimeText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Values of partition columns as texts: the text that CAST gives, so that equal values have equal texts. */
final class PartitionValues {
    private PartitionValues() {}

    /** Whether values of a type can stand in a path: one text for each, and back. */
    static boolean canHave(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, VARCHAR, DATE, TIME, TIMESTAMP -> true;
            default -> false;
        };
    }

    static String text(Object value, DataType type) {
        return switch (type.kind()) {
            case DATE -> DateTimeText.date(((Number) value).longValue());
            case TIME -> DateTimeText.time((Long) value, ((TimeType) type).precision());
            case TIMESTAMP -> DateTimeText.timestamp((Long) value, ((TimeType) type).precision());
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            default -> value.toString();
        };
    }

    /** The value of a text. */
    static Object value(String text, DataType type) {
        try {
            return parsed(text, type);
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw notOf(text, type, e);
        }
    }

    private static Object parsed(String text, DataType type) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return switch (type.kind()) {
            case BOOLEAN ->
                switch (text.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw notOf(text, type, null);
                };
            case TINYINT -> (int) Byte.parseByte(text);
            case SMALLINT -> (int) Short.parseShort(text);
            case INTEGER -> Integer.parseInt(text);
            case BIGINT -> Long.parseLong(text);
            case DECIMAL -> decimal(text, (DecimalType) type);
            case DATE -> (int) valid(DateTimeText.readDate(utf8, 0, utf8.length), text, type);
            case TIME -> valid(DateTimeText.readTime(utf8, 0, utf8.length), text, type);
            case TIMESTAMP -> valid(DateTimeText.readTimestamp(utf8, 0, utf8.length, ' '), text, type);
            case VARCHAR -> text;
            default -> throw new IllegalStateException(type.sql());
        };
    }

    private static BigDecimal decimal(String text, DecimalType type) {
        BigDecimal value = new BigDecimal(text).setScale(type.scale(), RoundingMode.UNNECESSARY);
        if (value.precision() > type.precision()) {
            throw notOf(text, type, null);
        }
        return value;
    }

    private static long valid(long value, String text, DataType type) {
        if (value == DateTimeText.INVALID) {
            throw notOf(text, type, null);
        }
        return value;
    }

    private static SqlException notOf(
            String text, DataType type, @org.jspecify.annotations.Nullable RuntimeException cause) {
        return SqlException.report(ErrorCode.SOURCE_FAILED)
                .says("\"%s\" in a folder's name is no %s", text, type.sql())
                .causedBy(cause)
                .toException();
    }
}
