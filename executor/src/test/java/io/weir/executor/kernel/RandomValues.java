// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.ConstantVector;
import io.weir.spi.batch.DictionaryVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.batch.Vectors;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.DataType.TextType;
import io.weir.spi.type.DataType.TimeType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Types, values, vectors and batches by chance, with a liking for the edges. */
final class RandomValues {
    private static final long DAY = 86_400_000_000L;
    private static final String[] TEXTS = {
        "",
        "a",
        "b",
        "ab",
        "Grüße",
        "\uD83D\uDE00x",
        " 12 ",
        "-7",
        "3.14",
        "1e3",
        "true",
        "f",
        "2024-02-29",
        "12:34:56.789",
        "2024-03-31 02:30:00",
        "1969-12-31 23:59:59.999999",
        "NaN",
        "99999999999999999999",
        "a,b,c",
        "%",
        "a_b",
        "UTC"
    };

    private final Random random;

    RandomValues(Random random) {
        this.random = random;
    }

    DataType flatType() {
        int[] scales = {0, 2, 5};
        int scale = scales[random.nextInt(scales.length)];
        return switch (random.nextInt(19)) {
            case 0, 1 -> DataType.bool();
            case 2 -> DataType.tinyint();
            case 3 -> DataType.smallint();
            case 4, 5 -> DataType.integer();
            case 6, 7 -> DataType.bigint();
            case 8 -> DataType.floating();
            case 9 -> DataType.doubling();
            case 10 -> DataType.decimal(scale + 1 + random.nextInt(18 - scale), scale);
            case 11 -> DataType.decimal(19 + random.nextInt(20), scale);
            case 12, 13 -> random.nextInt(4) == 0 ? DataType.text(3) : DataType.text();
            case 14 -> random.nextInt(4) == 0 ? DataType.bytes() : DataType.date();
            case 15 -> DataType.time(random.nextInt(7));
            case 16 -> DataType.timestamp(random.nextInt(7));
            case 17 -> DataType.timestampLtz(random.nextInt(7));
            default -> random.nextBoolean() ? DataType.intervalMonths() : DataType.intervalMicros();
        };
    }

    DataType type() {
        return switch (random.nextInt(24)) {
            case 0 -> DataType.row(List.of(new Field("x", flatType()), new Field("y", flatType())));
            case 1 -> DataType.array(flatType());
            case 2 -> DataType.map(flatType(), flatType());
            default -> flatType();
        };
    }

    @Nullable
    Object orNull(DataType type, int nullsOfTen) {
        return random.nextInt(10) < nullsOfTen ? null : value(type);
    }

    Object value(DataType type) {
        return switch (type.kind()) {
            case NULL -> throw new IllegalArgumentException("the only value is NULL");
            case BOOLEAN -> random.nextBoolean();
            case TINYINT -> (int) (byte) number();
            case SMALLINT -> (int) (short) number();
            case INTEGER -> (int) number();
            case BIGINT, INTERVAL_MICROS -> random.nextInt(3) == 0 ? number() : (long) (int) number();
            case INTERVAL_MONTHS -> random.nextInt(5) == 0 ? (int) number() : random.nextInt(60) - 30;
            case FLOAT -> (float) floating();
            case DOUBLE -> floating();
            case DECIMAL -> decimal((DecimalType) type);
            case VARCHAR -> text(((TextType) type).maxLength());
            case VARBINARY -> bytes(random.nextInt(6));
            case DATE -> (int) Math.floorDiv(timestamp(), DAY);
            case TIME -> cut(Math.floorMod(timestamp(), DAY), type);
            case TIMESTAMP, TIMESTAMP_LTZ -> cut(timestamp(), type);
            case ROW ->
                ((RowType) type)
                        .fields().stream()
                                .map(f -> orNull(f.type(), 2))
                                .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
            case ARRAY -> list(((ArrayType) type).element());
            case MAP -> map((MapType) type);
        };
    }

    private long number() {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE;
            case 1 -> random.nextBoolean() ? Integer.MAX_VALUE : Integer.MIN_VALUE;
            case 2 -> random.nextLong();
            case 3 -> random.nextInt();
            default -> random.nextInt(21) - 10;
        };
    }

    private double floating() {
        double[] edges = {
            0.0,
            -0.0,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MAX_VALUE,
            Float.MAX_VALUE,
            Double.MIN_VALUE,
            0x1p63,
            -0x1p63,
            2147483647.5,
            -2147483648.5,
            127.9,
            0.1
        };
        return switch (random.nextInt(4)) {
            case 0 -> edges[random.nextInt(edges.length)];
            case 1 -> Double.longBitsToDouble(random.nextLong());
            default -> (random.nextInt(2001) - 1000) / 8.0;
        };
    }

    private BigDecimal decimal(DecimalType type) {
        BigInteger limit = BigInteger.TEN.pow(type.precision());
        BigInteger unscaled = switch (random.nextInt(4)) {
            case 0 -> limit.subtract(BigInteger.ONE);
            case 1 -> new BigInteger(128, random).mod(limit);
            default -> BigInteger.valueOf(random.nextInt(2000)).mod(limit);
        };
        return new BigDecimal(random.nextBoolean() ? unscaled.negate() : unscaled, type.scale());
    }

    private String text(int max) {
        String text = TEXTS[random.nextInt(TEXTS.length)];
        if (random.nextInt(3) == 0) {
            text += TEXTS[random.nextInt(TEXTS.length)];
        }
        return text.codePointCount(0, text.length()) <= max ? text : text.substring(0, text.offsetByCodePoints(0, max));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private long timestamp() {
        long first = LocalDate.of(1, 1, 1).toEpochDay() * DAY;
        long end = LocalDate.of(10000, 1, 1).toEpochDay() * DAY;
        return switch (random.nextInt(8)) {
            case 0 -> first + random.nextInt(3);
            case 1 -> end - 1 - random.nextInt(3);
            case 2 -> first + Math.floorMod(random.nextLong(), end - first);
            default -> Math.floorMod(random.nextLong(), 60 * 366 * DAY);
        };
    }

    private static long cut(long micros, DataType type) {
        long unit = (long) Math.pow(10, 6 - ((TimeType) type).precision());
        return Math.floorDiv(micros, unit) * unit;
    }

    private List<@Nullable Object> list(DataType element) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(orNull(element, 2));
        }
        return list;
    }

    private Map<Object, @Nullable Object> map(MapType type) {
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(value(type.key()), orNull(type.value(), 2));
        }
        return map;
    }

    Batch batch(List<DataType> types) {
        int rows = 1 + random.nextInt(40);
        Vector[] columns = types.stream().map(type -> vector(type, rows)).toArray(Vector[]::new);
        Batch batch = new Batch(rows, columns);
        if (random.nextInt(3) > 0) {
            return batch;
        }
        int[] selection = new int[rows];
        int count = 0;
        for (int i = 0; i < rows; i++) {
            if (random.nextBoolean()) {
                selection[count++] = i;
            }
        }
        return batch.withSelection(selection, count);
    }

    private Vector vector(DataType type, int rows) {
        int nullsOfTen = random.nextInt(3) * 2;
        if (random.nextInt(10) == 0) {
            return new ConstantVector(rows, Vectors.of(type, orNull(type, nullsOfTen)));
        }
        if (random.nextInt(10) == 0) {
            int[] indexes = random.ints(rows, 0, 3).toArray();
            return new DictionaryVector(rows, indexes, flat(type, 3, nullsOfTen));
        }
        return flat(type, rows, nullsOfTen);
    }

    private Vector flat(DataType type, int rows, int nullsOfTen) {
        VectorBuilder builder = VectorBuilder.of(type, rows);
        for (int i = 0; i < rows; i++) {
            builder.appendValue(orNull(type, nullsOfTen));
        }
        return builder.build();
    }
}
