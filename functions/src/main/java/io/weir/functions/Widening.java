// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.BytesType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.TextType;
import io.weir.spi.type.DataType.TimeType;
import io.weir.spi.type.TypeKind;
import java.util.List;
import java.util.Optional;

/**
 * The conversions between types that need no CAST: an argument may be widened to the parameter it meets.
 *
 * <pre>
 *   TINYINT > SMALLINT > INT > BIGINT > DECIMAL > FLOAT > DOUBLE
 *   DATE > TIMESTAMP        TIMESTAMP_LTZ > TIMESTAMP (in the session's time zone)
 *   NULL > anything
 * </pre>
 */
public final class Widening {
    private static final int IMPOSSIBLE = -1;

    private Widening() {}

    /** How far apart a type and a wider one are: 0 when nothing is to be done, -1 when there is no way. */
    public static int cost(DataType from, TypeKind to) {
        TypeKind kind = from.kind();
        if (kind == to || kind == TypeKind.NULL) {
            return 0;
        }
        int fromRank = rank(kind);
        int toRank = rank(to);
        if (fromRank > 0 && toRank > 0) {
            return fromRank < toRank ? toRank - fromRank : IMPOSSIBLE;
        }
        if (to == TypeKind.TIMESTAMP && (kind == TypeKind.DATE || kind == TypeKind.TIMESTAMP_LTZ)) {
            return 1;
        }
        return IMPOSSIBLE;
    }

    /** The type of the given kind that holds all values of a type; the type itself if it is of that kind. */
    static DataType to(DataType from, TypeKind kind, int precision) {
        if (from.kind() == kind) {
            return from;
        }
        DataType type = switch (kind) {
            case DECIMAL -> decimal(from);
            case TIMESTAMP -> DataType.timestamp(from instanceof TimeType time ? time.precision() : precision);
            case TIME -> DataType.time(precision);
            case TIMESTAMP_LTZ -> DataType.timestampLtz(precision);
            case VARCHAR -> DataType.text();
            case VARBINARY -> DataType.bytes();
            case ARRAY -> DataType.array(DataType.ofNull());
            case MAP -> DataType.map(DataType.ofNull(), DataType.ofNull());
            case ROW -> DataType.row(List.of());
            case NULL, BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DATE ->
                new DataType.SimpleType(kind, true);
            case INTERVAL_MONTHS, INTERVAL_MICROS -> new DataType.SimpleType(kind, true);
        };
        return type.withNullable(from.nullable());
    }

    /** The narrowest type that holds the values of both, if there is one; nullable if either is. */
    public static Optional<DataType> common(DataType a, DataType b) {
        boolean nullable = a.nullable() || b.nullable();
        return commonIgnoringNull(a, b).map(type -> type.withNullable(nullable));
    }

    /** The narrowest type that holds the values of all. */
    public static Optional<DataType> common(List<DataType> types) {
        Optional<DataType> widest = types.stream().findFirst();
        for (DataType type : types) {
            widest = widest.flatMap(so -> common(so, type));
        }
        return widest;
    }

    private static Optional<DataType> commonIgnoringNull(DataType a, DataType b) {
        if (a.kind() == TypeKind.NULL) {
            return Optional.of(b);
        }
        if (b.kind() == TypeKind.NULL || DataType.sameIgnoringNull(a, b)) {
            return Optional.of(a);
        }
        int rankA = rank(a.kind());
        int rankB = rank(b.kind());
        if (rankA > 0 && rankB > 0) {
            return Optional.of(commonNumber(a, b, rankA, rankB));
        }
        if (a instanceof TextType x && b instanceof TextType y) {
            return Optional.of(x.maxLength() >= y.maxLength() ? x : y);
        }
        if (a instanceof BytesType x && b instanceof BytesType y) {
            return Optional.of(x.maxLength() >= y.maxLength() ? x : y);
        }
        if (a instanceof TimeType x && b instanceof TimeType y) {
            return commonTime(x, y);
        }
        if (a instanceof ArrayType x && b instanceof ArrayType y) {
            return common(x.element(), y.element()).map(DataType::array);
        }
        if (a instanceof MapType x && b instanceof MapType y) {
            return common(x.key(), y.key())
                    .flatMap(key -> common(x.value(), y.value()).map(value -> DataType.map(key, value)));
        }
        if (cost(a, b.kind()) > 0) {
            return Optional.of(to(a, b.kind(), 0)).flatMap(type -> common(type, b));
        }
        return cost(b, a.kind()) > 0 ? common(b, a) : Optional.empty();
    }

    private static Optional<DataType> commonTime(TimeType a, TimeType b) {
        if (a.kind() != b.kind() && (a.kind() == TypeKind.TIME || b.kind() == TypeKind.TIME)) {
            return Optional.empty();
        }
        TypeKind kind = a.kind() == b.kind() ? a.kind() : TypeKind.TIMESTAMP;
        return Optional.of(new TimeType(kind, Math.max(a.precision(), b.precision()), true));
    }

    private static DataType commonNumber(DataType a, DataType b, int rankA, int rankB) {
        TypeKind kind = rankA >= rankB ? a.kind() : b.kind();
        if (kind == TypeKind.DECIMAL) {
            DecimalType x = decimal(a);
            DecimalType y = decimal(b);
            int scale = Math.max(x.scale(), y.scale());
            int integers = Math.max(x.precision() - x.scale(), y.precision() - y.scale());
            return DataType.decimal(Math.max(1, Math.min(DecimalType.MAX_PRECISION, integers + scale)), scale);
        }
        boolean exactAndFloat =
                kind == TypeKind.FLOAT && (a.kind() == TypeKind.DECIMAL || b.kind() == TypeKind.DECIMAL);
        return new DataType.SimpleType(exactAndFloat ? TypeKind.DOUBLE : kind, true);
    }

    /** The DECIMAL that holds all values of an exact number. */
    static DecimalType decimal(DataType type) {
        if (type instanceof DecimalType decimal) {
            return decimal;
        }
        return switch (type.kind()) {
            case TINYINT -> DataType.decimal(3, 0);
            case SMALLINT -> DataType.decimal(5, 0);
            case INTEGER -> DataType.decimal(10, 0);
            case BIGINT -> DataType.decimal(19, 0);
            case NULL, BOOLEAN, FLOAT, DOUBLE, DECIMAL, VARCHAR, VARBINARY -> DataType.decimal(38, 18);
            case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_MONTHS, INTERVAL_MICROS, ROW, ARRAY, MAP ->
                throw new IllegalArgumentException(type.sql());
        };
    }

    private static int rank(TypeKind kind) {
        return switch (kind) {
            case TINYINT -> 1;
            case SMALLINT -> 2;
            case INTEGER -> 3;
            case BIGINT -> 4;
            case DECIMAL -> 5;
            case FLOAT -> 6;
            case DOUBLE -> 7;
            case NULL, BOOLEAN, VARCHAR, VARBINARY, DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> 0;
            case INTERVAL_MONTHS, INTERVAL_MICROS, ROW, ARRAY, MAP -> 0;
        };
    }
}
