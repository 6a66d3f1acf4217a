// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.batch.BooleanVector;
import io.weir.spi.batch.BytesVector;
import io.weir.spi.batch.ConstantVector;
import io.weir.spi.batch.DictionaryVector;
import io.weir.spi.batch.DoubleVector;
import io.weir.spi.batch.FloatVector;
import io.weir.spi.batch.IntVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.Vectors;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.TypeKind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * One column of the frame being read, and the getters for its value in the present row.
 *
 * <p>A frame's vector is taken apart once, in {@link #bind}; a getter of a primitive value is then an array access.
 */
final class Column {
    private static final int MOST_SHARED_TEXTS = 1024;
    private static final int[] NO_INTS = {};
    private static final long[] NO_LONGS = {};
    private static final Vector NOTHING = new IntVector(0, NO_INTS, null);

    private final FrameCursor rows;
    private final DataType type;
    private final TypeKind kind;
    private final int scale;

    /** The vector of the frame, flat; {@link #indexes} leads into it. */
    private Vector vector = NOTHING;

    private boolean @Nullable [] nulls;
    private int @Nullable [] indexes;
    private boolean constant;
    private int[] ints = NO_INTS;
    private long[] longs = NO_LONGS;
    /** Texts of a dictionary or constant, made once. */
    private @Nullable String @Nullable [] texts;

    Column(FrameCursor rows, DataType type) {
        this.rows = rows;
        this.type = type;
        this.kind = type.kind();
        this.scale = type instanceof DecimalType decimal ? decimal.scale() : 0;
    }

    DataType type() {
        return type;
    }

    void bind(Vector given) {
        Vector before = vector;
        indexes = null;
        constant = false;
        if (given instanceof DictionaryVector dictionary) {
            vector = dictionary.values();
            indexes = dictionary.indexes();
        } else if (given instanceof ConstantVector same) {
            vector = same.value();
            constant = true;
        } else {
            vector = given;
        }
        nulls = vector.nulls();
        ints = vector instanceof IntVector v ? v.values() : NO_INTS;
        longs = vector instanceof LongVector v ? v.values() : NO_LONGS;
        if (kind != TypeKind.VARCHAR || vector != before) {
            boolean shared = (constant || indexes != null) && vector.size() <= MOST_SHARED_TEXTS;
            texts = shared && kind == TypeKind.VARCHAR ? new String[vector.size()] : null;
        }
    }

    /** Where the present row's value stands in the vector, or -1 for NULL. */
    private int at() throws SQLException {
        int row = rows.row();
        int at = indexes != null ? indexes[row] : constant ? 0 : row;
        boolean isNull = nulls != null && nulls[at] || kind == TypeKind.NULL;
        rows.wasNull(isNull);
        return isNull ? -1 : at;
    }

    /** The value as the engine's Java object; null for NULL. */
    @Nullable
    Object value() throws SQLException {
        int at = at();
        return at < 0 ? null : Vectors.value(vector, type, at);
    }

    private Object some(int at) {
        Object value = Vectors.value(vector, type, at);
        if (value == null) {
            throw new IllegalStateException("a value that is not NULL");
        }
        return value;
    }

    long getWhole(long min, long max, String what) throws SQLException {
        int at = at();
        if (at < 0) {
            return 0;
        }
        long whole = switch (kind) {
            case TINYINT, SMALLINT, INTEGER -> ints[at];
            case BIGINT -> longs[at];
            case DECIMAL ->
                vector instanceof LongVector
                        ? longs[at] / Numbers.TENS[scale]
                        : Numbers.whole((BigDecimal) some(at), what);
            case BOOLEAN -> ((BooleanVector) vector).values()[at] ? 1 : 0;
            case FLOAT -> Numbers.whole(((FloatVector) vector).values()[at], what);
            case DOUBLE -> Numbers.whole(((DoubleVector) vector).values()[at], what);
            case VARCHAR -> Numbers.whole(Numbers.parse(text(at), type, what), what);
            case NULL,
                    VARBINARY,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    TIMESTAMP_LTZ,
                    INTERVAL_MONTHS,
                    INTERVAL_MICROS,
                    ROW,
                    ARRAY,
                    MAP -> throw Numbers.cannot(type, what);
        };
        if (whole < min || whole > max) {
            throw Numbers.outOfRange(what);
        }
        return whole;
    }

    double getDouble() throws SQLException {
        int at = at();
        if (at < 0) {
            return 0;
        }
        return switch (kind) {
            case TINYINT, SMALLINT, INTEGER -> ints[at];
            case BIGINT -> longs[at];
            case DECIMAL ->
                vector instanceof LongVector
                        ? Numbers.unscaled(longs[at], scale)
                        : ((BigDecimal) some(at)).doubleValue();
            case BOOLEAN -> ((BooleanVector) vector).values()[at] ? 1 : 0;
            case FLOAT -> ((FloatVector) vector).values()[at];
            case DOUBLE -> ((DoubleVector) vector).values()[at];
            case VARCHAR -> Numbers.parseDouble(text(at), type);
            case NULL,
                    VARBINARY,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    TIMESTAMP_LTZ,
                    INTERVAL_MONTHS,
                    INTERVAL_MICROS,
                    ROW,
                    ARRAY,
                    MAP -> throw Numbers.cannot(type, "double");
        };
    }

    boolean getBoolean() throws SQLException {
        int at = at();
        if (at < 0) {
            return false;
        }
        return switch (kind) {
            case BOOLEAN -> ((BooleanVector) vector).values()[at];
            case TINYINT, SMALLINT, INTEGER -> ints[at] != 0;
            case BIGINT -> longs[at] != 0;
            case DECIMAL -> ((BigDecimal) some(at)).signum() != 0;
            case FLOAT -> ((FloatVector) vector).values()[at] != 0;
            case DOUBLE -> ((DoubleVector) vector).values()[at] != 0;
            case VARCHAR -> Numbers.parseBoolean(text(at), type);
            case NULL,
                    VARBINARY,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    TIMESTAMP_LTZ,
                    INTERVAL_MONTHS,
                    INTERVAL_MICROS,
                    ROW,
                    ARRAY,
                    MAP -> throw Numbers.cannot(type, "boolean");
        };
    }

    @Nullable
    BigDecimal getBigDecimal() throws SQLException {
        int at = at();
        if (at < 0) {
            return null;
        }
        return switch (kind) {
            case TINYINT, SMALLINT, INTEGER -> BigDecimal.valueOf(ints[at]);
            case BIGINT -> BigDecimal.valueOf(longs[at]);
            case DECIMAL -> (BigDecimal) some(at);
            case BOOLEAN -> ((BooleanVector) vector).values()[at] ? BigDecimal.ONE : BigDecimal.ZERO;
            case FLOAT, DOUBLE, VARCHAR -> Numbers.parse(some(at).toString(), type, "BigDecimal");
            case NULL,
                    VARBINARY,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    TIMESTAMP_LTZ,
                    INTERVAL_MONTHS,
                    INTERVAL_MICROS,
                    ROW,
                    ARRAY,
                    MAP -> throw Numbers.cannot(type, "BigDecimal");
        };
    }

    private String text(int at) {
        BytesVector bytes = (BytesVector) vector;
        String[] shared = texts;
        String known = shared == null ? null : shared[at];
        if (known == null) {
            known = new String(bytes.block(at), bytes.starts()[at], bytes.lengths()[at], StandardCharsets.UTF_8);
            if (shared != null) {
                shared[at] = known;
            }
        }
        return known;
    }

    @Nullable
    String getString() throws SQLException {
        int at = at();
        if (at < 0) {
            return null;
        }
        return switch (kind) {
            case VARCHAR -> text(at);
            case TINYINT, SMALLINT, INTEGER -> Integer.toString(ints[at]);
            case BIGINT -> Long.toString(longs[at]);
            case NULL,
                    BOOLEAN,
                    FLOAT,
                    DOUBLE,
                    DECIMAL,
                    VARBINARY,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    TIMESTAMP_LTZ,
                    INTERVAL_MONTHS,
                    INTERVAL_MICROS,
                    ROW,
                    ARRAY,
                    MAP -> ValueText.of(some(at), type);
        };
    }

    byte @Nullable [] getBytes() throws SQLException {
        int at = at();
        if (at < 0) {
            return null;
        }
        if (kind == TypeKind.VARBINARY) {
            return (byte[]) some(at);
        } else if (kind == TypeKind.VARCHAR) {
            return text(at).getBytes(StandardCharsets.UTF_8);
        }
        throw Numbers.cannot(type, "bytes");
    }

    /** What {@code getObject} gives. */
    @Nullable
    Object getObject() throws SQLException {
        int at = at();
        if (at < 0) {
            return null;
        }
        return switch (kind) {
            case VARCHAR -> text(at);
            case TIMESTAMP -> rows.zone().timestamp(longs[at]);
            case DATE -> rows.zone().date(ints[at] * LocalZone.MICROS_PER_DAY);
            case NULL,
                    BOOLEAN,
                    TINYINT,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    FLOAT,
                    DOUBLE,
                    DECIMAL,
                    VARBINARY,
                    TIME,
                    TIMESTAMP_LTZ,
                    INTERVAL_MONTHS,
                    INTERVAL_MICROS,
                    ROW,
                    ARRAY,
                    MAP -> JdbcValues.toJdbc(some(at), type);
        };
    }

    /** A TIMESTAMP in the wall clock of the given zone, or an instant, without making the engine's object first. */
    @Nullable
    Timestamp getTimestamp(LocalZone zone) throws SQLException {
        int at = at();
        if (at < 0) {
            return null;
        }
        return switch (kind) {
            case TIMESTAMP -> zone.timestamp(longs[at]);
            case TIMESTAMP_LTZ -> LocalZone.instant(longs[at]);
            case DATE -> zone.timestamp(Math.multiplyExact(ints[at], LocalZone.MICROS_PER_DAY));
            case TIME -> zone.timestamp(longs[at]);
            case VARCHAR -> zone.timestamp(JdbcValues.micros(JdbcValues.parseDateTime(text(at), type, "Timestamp")));
            case NULL,
                    BOOLEAN,
                    TINYINT,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    FLOAT,
                    DOUBLE,
                    DECIMAL,
                    VARBINARY,
                    INTERVAL_MONTHS,
                    INTERVAL_MICROS,
                    ROW,
                    ARRAY,
                    MAP -> throw Numbers.cannot(type, "Timestamp");
        };
    }
}
