// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.BytesType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.DataType.TextType;
import io.weir.spi.type.DataType.TimeType;
import io.weir.spi.type.DateTimeText;
import io.weir.spi.type.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes up schemas and rows, with extremes more often than chance would have it. */
final class RandomRows {
    private static final String LETTERS = "ab,;\"'\\/{}[]:#\n\r\t\u0000\u001f\u007f\u0080é¦€\uFEFF\uFFFD𝄞😀 NULnrt0";

    private final Random random;
    private final boolean nested;

    /** @param nested whether columns may have parts */
    RandomRows(Random random, boolean nested) {
        this.random = random;
        this.nested = nested;
    }

    Schema schema() {
        List<Field> fields = new ArrayList<>();
        for (int i = random.nextInt(8); i >= 0; i--) {
            fields.add(new Field("c" + i + (random.nextInt(4) == 0 ? "\"ü\\" : ""), type(nested ? 3 : 0)));
        }
        return new Schema(fields);
    }

    DataType type(int depth) {
        DataType type = switch (random.nextInt(depth > 0 ? 18 : 15)) {
            case 0 -> DataType.bool();
            case 1 -> DataType.tinyint();
            case 2 -> DataType.smallint();
            case 3 -> DataType.integer();
            case 4 -> DataType.bigint();
            case 5 -> DataType.floating();
            case 6 -> DataType.doubling();
            case 7 -> {
                int precision = 1 + random.nextInt(38);
                yield DataType.decimal(precision, random.nextInt(precision + 1));
            }
            case 8 -> random.nextBoolean() ? DataType.text() : DataType.text(1 + random.nextInt(20));
            case 9 -> random.nextBoolean() ? DataType.bytes() : new BytesType(1 + random.nextInt(20), true);
            case 10 -> DataType.date();
            case 11 -> DataType.time(random.nextInt(7));
            case 12 -> DataType.timestamp(random.nextInt(7));
            case 13 -> DataType.timestampLtz(random.nextInt(7));
            case 14 -> random.nextBoolean() ? DataType.intervalMonths() : DataType.intervalMicros();
            case 15 -> {
                List<Field> fields = new ArrayList<>();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    fields.add(new Field("f" + i, type(depth - 1)));
                }
                yield DataType.row(fields);
            }
            case 16 -> DataType.array(type(depth - 1));
            default -> DataType.map(type(0), type(depth - 1));
        };
        return type.withNullable(random.nextInt(4) > 0);
    }

    List<List<Object>> rows(Schema schema, int count) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Object> row = new ArrayList<>();
            schema.types().forEach(type -> row.add(value(type)));
            rows.add(row);
        }
        return rows;
    }

    Object value(DataType type) {
        if (type.nullable() && random.nextInt(5) == 0) {
            return null;
        }
        return switch (type.kind()) {
            case BOOLEAN -> random.nextBoolean();
            case TINYINT -> (int) (byte) number();
            case SMALLINT -> (int) (short) number();
            case INTEGER, INTERVAL_MONTHS, DATE -> (int) number();
            case BIGINT, INTERVAL_MICROS -> number();
            case FLOAT -> floating();
            case DOUBLE -> doubling();
            case DECIMAL -> decimal((DecimalType) type);
            case VARCHAR -> text(((TextType) type).maxLength());
            case VARBINARY -> bytes(((BytesType) type).maxLength());
            case TIME ->
                DateTimeText.cut(Math.floorMod(number(), DateTimeText.MICROS_PER_DAY), ((TimeType) type).precision());
            case TIMESTAMP, TIMESTAMP_LTZ ->
                DateTimeText.cut(Math.max(number(), Long.MIN_VALUE + 2_000_000), ((TimeType) type).precision());
            case ROW -> {
                List<Object> fields = new ArrayList<>();
                ((RowType) type).fields().forEach(field -> fields.add(value(field.type())));
                yield fields;
            }
            case ARRAY -> {
                List<Object> elements = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    elements.add(value(((ArrayType) type).element()));
                }
                yield elements;
            }
            case MAP -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    Object key = value(((MapType) type).key());
                    if (!(key instanceof byte[])) {
                        map.put(key, value(((MapType) type).value()));
                    }
                }
                yield map;
            }
            case NULL -> null;
        };
    }

    private long number() {
        return switch (random.nextInt(6)) {
            case 0 -> Long.MIN_VALUE >> random.nextInt(64);
            case 1 -> Long.MAX_VALUE >> random.nextInt(64);
            case 2 -> random.nextInt(20) - 10;
            default -> random.nextLong() >> random.nextInt(64);
        };
    }

    private float floating() {
        return switch (random.nextInt(10)) {
            case 0 -> Float.NaN;
            case 1 -> Float.POSITIVE_INFINITY;
            case 2 -> Float.NEGATIVE_INFINITY;
            case 3 -> -0.0f;
            case 4 -> random.nextInt(1000) / 8f;
            default -> {
                float value = Float.intBitsToFloat(random.nextInt());
                yield Float.isNaN(value) ? Float.MIN_VALUE : value;
            }
        };
    }

    private double doubling() {
        return switch (random.nextInt(10)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> -0.0;
            case 4 -> random.nextInt(1000) / 8.0;
            default -> {
                double value = Double.longBitsToDouble(random.nextLong());
                yield Double.isNaN(value) ? Double.MIN_VALUE : value;
            }
        };
    }

    private BigDecimal decimal(DecimalType type) {
        BigInteger bound = BigInteger.TEN.pow(type.precision());
        BigInteger unscaled = switch (random.nextInt(4)) {
            case 0 -> bound.subtract(BigInteger.ONE);
            case 1 -> BigInteger.valueOf(random.nextInt(10));
            default -> new BigInteger(130, random).mod(bound);
        };
        return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.scale());
    }

    private String text(int maxLength) {
        int[] letters = LETTERS.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(Math.min(maxLength, 30) + 1); i > 0; i--) {
            text.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return text.toString();
    }

    private byte[] bytes(int maxLength) {
        byte[] bytes = new byte[random.nextInt(Math.min(maxLength, 30) + 1)];
        random.nextBytes(bytes);
        return bytes;
    }
}
