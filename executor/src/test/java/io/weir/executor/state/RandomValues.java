// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

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
import io.weir.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Random types, values of them that often collide, and batches in every form of vector. */
final class RandomValues {
    static final List<DataType> SIMPLE = List.of(
            DataType.bool(),
            DataType.tinyint(),
            DataType.integer(),
            DataType.bigint(),
            DataType.floating(),
            DataType.doubling(),
            DataType.decimal(10, 2),
            DataType.decimal(38, 4),
            DataType.text(),
            DataType.bytes(),
            DataType.date(),
            DataType.time(6),
            DataType.timestamp(6),
            DataType.timestampLtz(3),
            DataType.intervalMonths(),
            DataType.intervalMicros());

    private static final double[] DOUBLES = {
        0.0,
        -0.0,
        1,
        -1,
        1.5,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.longBitsToDouble(0xFFF8_0000_0000_0001L)
    };
    private static final String[] PIECES = {"", "a", "b", "ab", "\0", "\1", "\2", "ä", "€", "😀", "zz", "12345678"};

    private final SplittableRandom random;

    RandomValues(SplittableRandom random) {
        this.random = random;
    }

    /** A type, nested now and then. */
    DataType type() {
        return switch (random.nextInt(12)) {
            case 0 -> DataType.array(simple());
            case 1 -> DataType.row(List.of(new Field("x", simple()), new Field("y", type())));
            case 2 -> DataType.map(simple(), simple());
            default -> simple();
        };
    }

    DataType simple() {
        return SIMPLE.get(random.nextInt(SIMPLE.size()));
    }

    List<DataType> types(int least, int most) {
        List<DataType> types = new ArrayList<>();
        int count = least + random.nextInt(most - least + 1);
        for (int i = 0; i < count; i++) {
            types.add(type());
        }
        return types;
    }

    Object value(DataType type) {
        return random.nextInt(8) == 0 ? null : present(type);
    }

    Object present(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> random.nextBoolean();
            case TINYINT -> random.nextInt(-128, 128);
            case SMALLINT, INTEGER, DATE, INTERVAL_MONTHS ->
                random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(-5, 6);
            case BIGINT, TIME, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_MICROS ->
                random.nextInt(4) == 0 ? random.nextLong() : (long) random.nextInt(-5, 6);
            case FLOAT -> (float) doubling();
            case DOUBLE -> doubling();
            case DECIMAL -> decimal((DecimalType) type);
            case VARCHAR -> text();
            case VARBINARY -> text().getBytes(StandardCharsets.UTF_8);
            case ROW -> {
                List<Object> fields = new ArrayList<>();
                ((RowType) type).fields().forEach(f -> fields.add(value(f.type())));
                yield fields;
            }
            case ARRAY -> {
                List<Object> elements = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    elements.add(value(((ArrayType) type).element()));
                }
                yield elements;
            }
            case MAP -> map((MapType) type);
            case NULL -> null;
        };
    }

    private double doubling() {
        return random.nextInt(4) == 0 ? random.nextDouble(-1e9, 1e9) : DOUBLES[random.nextInt(DOUBLES.length)];
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private BigDecimal decimal(DecimalType type) {
        byte[] bytes = new byte[1 + random.nextInt(type.precision() > 18 ? 15 : 7)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.nextInt();
        }
        BigInteger limit = BigInteger.TEN.pow(type.precision());
        return new BigDecimal(new BigInteger(bytes).remainder(limit), type.scale());
    }

    private Map<Object, Object> map(MapType type) {
        Map<Object, Object> map = new LinkedHashMap<>();
        Map<List<Byte>, Boolean> seen = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Object key = present(type.key());
            if (seen.putIfAbsent(canonical(type.key(), key), true) == null) {
                map.put(key, value(type.value()));
            }
        }
        return map;
    }

    List<Object> row(List<DataType> types) {
        List<Object> row = new ArrayList<>();
        types.forEach(t -> row.add(value(t)));
        return row;
    }

    /** A batch of the given rows among others that do not count, each column in one of the forms of vector. */
    Batch batch(List<DataType> types, List<? extends List<?>> rows) {
        int count = rows.size();
        boolean select = random.nextBoolean();
        List<List<?>> physical = new ArrayList<>();
        int[] selection = new int[count];
        for (int i = 0; i < count; i++) {
            while (select && random.nextInt(3) == 0) {
                physical.add(row(types));
            }
            selection[i] = physical.size();
            physical.add(rows.get(i));
        }
        Vector[] columns = new Vector[types.size()];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = column(types.get(c), physical, c);
        }
        return new Batch(physical.size(), columns, select ? selection : null, count, null, null, null);
    }

    private Vector column(DataType type, List<List<?>> rows, int column) {
        int form = random.nextInt(3);
        if (form == 0
                && !rows.isEmpty()
                && rows.stream()
                        .allMatch(r -> same(type, r.get(column), rows.get(0).get(column)))) {
            return new ConstantVector(rows.size(), Vectors.of(type, rows.get(0).get(column)));
        }
        VectorBuilder builder = VectorBuilder.of(type, 4);
        if (form == 1) {
            int more = random.nextInt(3);
            for (int i = 0; i < more; i++) {
                builder.appendValue(value(type));
            }
            Map<List<Byte>, Integer> places = new LinkedHashMap<>();
            int[] indexes = new int[rows.size()];
            for (int i = 0; i < indexes.length; i++) {
                Object value = rows.get(i).get(column);
                Integer known = places.putIfAbsent(canonical(type, value), more + places.size());
                if (known == null) {
                    builder.appendValue(value);
                }
                indexes[i] = places.get(canonical(type, value));
            }
            return new DictionaryVector(rows.size(), indexes, builder.build());
        }
        rows.forEach(r -> builder.appendValue(r.get(column)));
        return builder.build();
    }

    static boolean same(DataType type, Object a, Object b) {
        return canonical(type, a).equals(canonical(type, b));
    }

    /** A stand-in for a value that is equal exactly when the SQL values are. */
    static List<Byte> canonical(DataType type, Object value) {
        GrowableBytes bytes = new GrowableBytes();
        CanonicalBytes.encode(Vectors.of(type, value), 0, bytes);
        List<Byte> list = new ArrayList<>();
        for (byte b : bytes.toByteArray()) {
            list.add(b);
        }
        return list;
    }

    static List<List<Byte>> canonical(List<DataType> types, List<?> row) {
        List<List<Byte>> list = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            list.add(canonical(types.get(i), row.get(i)));
        }
        return list;
    }

    /** SQL order, NULL lowest; written without regard to {@link CanonicalBytes}. */
    static int compare(DataType type, Object a, Object b) {
        if (a == null || b == null) {
            return Boolean.compare(a != null, b != null);
        }
        return switch (type.kind()) {
            case BOOLEAN -> Boolean.compare((Boolean) a, (Boolean) b);
            case TINYINT, SMALLINT, INTEGER, DATE, INTERVAL_MONTHS -> Integer.compare((Integer) a, (Integer) b);
            case BIGINT, TIME, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_MICROS -> Long.compare((Long) a, (Long) b);
            case FLOAT -> Float.compare((Float) a + 0.0f, (Float) b + 0.0f);
            case DOUBLE -> Double.compare((Double) a + 0.0, (Double) b + 0.0);
            case DECIMAL -> ((BigDecimal) a).compareTo((BigDecimal) b);
            case VARCHAR ->
                Arrays.compareUnsigned(
                        ((String) a).getBytes(StandardCharsets.UTF_8), ((String) b).getBytes(StandardCharsets.UTF_8));
            case VARBINARY -> Arrays.compareUnsigned((byte[]) a, (byte[]) b);
            case ROW -> {
                List<Field> fields = ((RowType) type).fields();
                int order = 0;
                for (int i = 0; i < fields.size() && order == 0; i++) {
                    order = compare(fields.get(i).type(), ((List<?>) a).get(i), ((List<?>) b).get(i));
                }
                yield order;
            }
            case ARRAY -> {
                List<?> x = (List<?>) a;
                List<?> y = (List<?>) b;
                int order = 0;
                for (int i = 0; i < Math.min(x.size(), y.size()) && order == 0; i++) {
                    order = compare(((ArrayType) type).element(), x.get(i), y.get(i));
                }
                yield order != 0 ? order : Integer.compare(x.size(), y.size());
            }
            case MAP, NULL -> throw new IllegalArgumentException(type.sql());
        };
    }

    static boolean isOrdered(DataType type) {
        if (type instanceof RowType row) {
            return row.fields().stream().allMatch(f -> isOrdered(f.type()));
        }
        return type.kind() != TypeKind.MAP && type.kind() != TypeKind.NULL;
    }
}
