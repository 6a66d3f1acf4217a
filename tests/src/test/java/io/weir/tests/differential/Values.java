// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.DataType.TextType;
import io.weir.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Random values with many ties, some NULLs and some extremes. */
final class Values {
    static final long BASE_MICROS = 1_600_000_000_000_000L;
    private static final String[] TEXTS = {"", "a", "A", "ab", "b", "ü", "z", "ab ", "12", "x\u0000", "\uD83D\uDE00"};

    private final SplittableRandom random;

    Values(SplittableRandom random) {
        this.random = random;
    }

    /**
     * @param near the event time that times are near to, in microseconds
     */
    @Nullable
    Object value(DataType type, long near) {
        if (type.nullable() && random.nextInt(8) == 0) {
            return null;
        }
        boolean extreme = random.nextInt(40) == 0;
        return switch (type.kind()) {
            case NULL -> null;
            case BOOLEAN -> random.nextBoolean();
            case TINYINT -> extreme ? pick(-128, 127) : random.nextInt(-3, 4);
            case SMALLINT -> extreme ? pick(-32768, 32767) : random.nextInt(-5, 6);
            case INTEGER -> extreme ? pick(Integer.MIN_VALUE, Integer.MAX_VALUE) : random.nextInt(-5, 6);
            case BIGINT ->
                extreme ? (random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE) : (long) random.nextInt(-9, 10);
            case FLOAT -> (float) floating(extreme);
            case DOUBLE -> floating(extreme);
            case DECIMAL -> decimal((DecimalType) type, extreme);
            case VARCHAR -> text((TextType) type);
            case VARBINARY -> text(DataType.text()).getBytes(StandardCharsets.UTF_8);
            case DATE -> extreme ? pick(-719_162, 2_932_896) : 18_500 + random.nextInt(4);
            case TIME -> extreme ? pickLong(0, 86_399_999_999L) : random.nextInt(4) * 3_600_000_000L;
            case TIMESTAMP, TIMESTAMP_LTZ -> near + (random.nextInt(-3_000, 1_500) * 1_000L);
            case INTERVAL_MONTHS -> random.nextInt(-14, 15);
            case INTERVAL_MICROS -> random.nextInt(-5, 6) * 1_000_000L;
            case ROW -> {
                List<@Nullable Object> row = new ArrayList<>();
                ((RowType) type).fields().forEach(f -> row.add(value(f.type(), near)));
                yield row;
            }
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                int length = random.nextInt(4);
                for (int i = 0; i < length; i++) {
                    list.add(value(((ArrayType) type).element(), near));
                }
                yield list;
            }
            case MAP -> {
                MapType mapType = (MapType) type;
                Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                int entries = random.nextInt(3);
                for (int i = 0; i < entries; i++) {
                    map.put(value(mapType.key(), near), value(mapType.value(), near));
                }
                yield map;
            }
        };
    }

    /** One of few values, and more often NULL than others are. */
    @Nullable
    Object key(DataType type, int keys) {
        if (type.nullable() && random.nextInt(6) == 0) {
            return null;
        }
        int key = random.nextInt(keys);
        return type.kind() == TypeKind.INTEGER ? (Object) key : "k" + key;
    }

    private Object pick(int a, int b) {
        return random.nextBoolean() ? a : b;
    }

    private Object pickLong(long a, long b) {
        return random.nextBoolean() ? a : b;
    }

    private double floating(boolean extreme) {
        if (extreme) {
            return switch (random.nextInt(5)) {
                case 0 -> Double.NaN;
                case 1 -> Double.POSITIVE_INFINITY;
                case 2 -> Double.NEGATIVE_INFINITY;
                case 3 -> -0.0;
                default -> 0.0;
            };
        }
        return random.nextInt(-20, 21) / 4.0;
    }

    private BigDecimal decimal(DecimalType type, boolean extreme) {
        if (extreme) {
            BigInteger most = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
            return new BigDecimal(random.nextBoolean() ? most : most.negate(), type.scale());
        }
        return new BigDecimal(BigInteger.valueOf(random.nextInt(-500, 501)), type.scale());
    }

    private String text(TextType type) {
        String text = TEXTS[random.nextInt(TEXTS.length)];
        return text.codePointCount(0, text.length()) <= type.maxLength() ? text : "";
    }
}
