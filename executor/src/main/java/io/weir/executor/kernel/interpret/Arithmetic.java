// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.interpret;

import static io.weir.spi.error.ErrorCode.DIVISION_BY_ZERO;
import static io.weir.spi.error.ErrorCode.NUMERIC_OUT_OF_RANGE;

import io.weir.plan.expression.Operation;
import io.weir.spi.function.RowError;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** The five operations and the sign, on numbers; checked. */
final class Arithmetic {
    private Arithmetic() {}

    static BinaryOperator<Object> of(Operation operation, DataType type) {
        return switch (type.kind()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT ->
                (a, b) -> integer(operation, type.kind(), ((Number) a).longValue(), ((Number) b).longValue());
            case FLOAT -> (a, b) -> floating(operation, (Float) a, (Float) b);
            case DOUBLE -> (a, b) -> doubling(operation, (Double) a, (Double) b);
            case DECIMAL -> (a, b) -> decimal(operation, (DecimalType) type, (BigDecimal) a, (BigDecimal) b);
            default -> throw new IllegalArgumentException(operation + " of " + type.plainName());
        };
    }

    static UnaryOperator<Object> negation(DataType type) {
        return switch (type.kind()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, INTERVAL_MONTHS, INTERVAL_MICROS ->
                a -> checked(BigInteger.valueOf(((Number) a).longValue()).negate(), type.kind());
            case FLOAT -> a -> -(Float) a;
            case DOUBLE -> a -> -(Double) a;
            case DECIMAL -> a -> checked(((BigDecimal) a).negate(), (DecimalType) type);
            default -> throw new IllegalArgumentException("sign of " + type.plainName());
        };
    }

    static Object integer(Operation operation, TypeKind kind, long x, long y) {
        BigInteger a = BigInteger.valueOf(x);
        BigInteger b = BigInteger.valueOf(y);
        if (y == 0 && (operation == Operation.DIVIDE || operation == Operation.MODULO)) {
            throw RowError.of(DIVISION_BY_ZERO);
        }
        BigInteger result = switch (operation) {
            case PLUS -> a.add(b);
            case MINUS -> a.subtract(b);
            case TIMES -> a.multiply(b);
            case DIVIDE -> a.divide(b);
            case MODULO -> a.remainder(b);
            default -> throw new IllegalArgumentException(operation.name());
        };
        return checked(result, kind);
    }

    /** The value as the kind's Java object, if it is in the kind's range. */
    static Object checked(BigInteger value, TypeKind kind) {
        int bits = switch (kind) {
            case TINYINT -> 8;
            case SMALLINT -> 16;
            case INTEGER, INTERVAL_MONTHS -> 32;
            case BIGINT, INTERVAL_MICROS -> 64;
            default -> throw new IllegalArgumentException(kind.name());
        };
        if (value.bitLength() >= bits) {
            throw RowError.of(NUMERIC_OUT_OF_RANGE);
        }
        if (bits == 64) {
            return value.longValue();
        }
        return value.intValue();
    }

    private static Object floating(Operation operation, float a, float b) {
        float result = switch (operation) {
            case PLUS -> a + b;
            case MINUS -> a - b;
            case TIMES -> a * b;
            case DIVIDE -> a / divisor(b);
            case MODULO -> a % divisor(b);
            default -> throw new IllegalArgumentException(operation.name());
        };
        if (Float.isInfinite(result) && Float.isFinite(a) && Float.isFinite(b)) {
            throw RowError.of(NUMERIC_OUT_OF_RANGE);
        }
        return result;
    }

    private static Object doubling(Operation operation, double a, double b) {
        double result = switch (operation) {
            case PLUS -> a + b;
            case MINUS -> a - b;
            case TIMES -> a * b;
            case DIVIDE -> a / divisor(b);
            case MODULO -> a % divisor(b);
            default -> throw new IllegalArgumentException(operation.name());
        };
        if (Double.isInfinite(result) && Double.isFinite(a) && Double.isFinite(b)) {
            throw RowError.of(NUMERIC_OUT_OF_RANGE);
        }
        return result;
    }

    private static float divisor(float b) {
        if (b == 0) {
            throw RowError.of(DIVISION_BY_ZERO);
        }
        return b;
    }

    private static double divisor(double b) {
        if (b == 0) {
            throw RowError.of(DIVISION_BY_ZERO);
        }
        return b;
    }

    private static Object decimal(Operation operation, DecimalType type, BigDecimal a, BigDecimal b) {
        if (b.signum() == 0 && (operation == Operation.DIVIDE || operation == Operation.MODULO)) {
            throw RowError.of(DIVISION_BY_ZERO);
        }
        BigDecimal result = switch (operation) {
            case PLUS -> a.add(b);
            case MINUS -> a.subtract(b);
            case TIMES -> a.multiply(b);
            case DIVIDE -> a.divide(b, type.scale(), RoundingMode.HALF_UP);
            case MODULO -> a.remainder(b);
            default -> throw new IllegalArgumentException(operation.name());
        };
        return checked(result, type);
    }

    /** The value rounded half up to the type's scale, if it has no more digits than the type. */
    static BigDecimal checked(BigDecimal value, DecimalType type) {
        BigDecimal rounded = value.setScale(type.scale(), RoundingMode.HALF_UP);
        if (rounded.precision() > type.precision()) {
            throw RowError.of(NUMERIC_OUT_OF_RANGE);
        }
        return rounded;
    }
}
