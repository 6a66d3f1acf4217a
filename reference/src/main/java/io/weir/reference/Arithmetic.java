// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Operation;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.TimeType;
import io.weir.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;

/** The arithmetic operations, worked out on unbounded numbers and then brought to the result's type. */
final class Arithmetic {
    private static final long DAY = 86_400_000_000L;
    private static final long MIN_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long MAX_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

    private Arithmetic() {}

    static Object apply(Call call, List<Object> values) {
        DataType type = call.type();
        DataType first = call.arguments().get(0).type();
        if (call.operation() == Operation.NEGATE) {
            return negate(values.get(0), type);
        }
        DataType second = call.arguments().get(1).type();
        if (isTime(first.kind()) || isTime(second.kind())) {
            Object result = temporal(call.operation(), values, first, second, type);
            return type instanceof TimeType time ? (Object) Conversions.cut((Long) result, time.precision()) : result;
        }
        return switch (type.kind()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, INTERVAL_MONTHS, INTERVAL_MICROS ->
                whole(integer(call.operation(), big(values.get(0)), big(values.get(1))), type);
            case FLOAT -> floating(call.operation(), (Float) values.get(0), (Float) values.get(1));
            case DOUBLE -> floating(call.operation(), (Double) values.get(0), (Double) values.get(1));
            case DECIMAL -> decimal(call.operation(), dec(values.get(0)), dec(values.get(1)), (DecimalType) type);
            case NULL, BOOLEAN, VARCHAR, VARBINARY, DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ, ROW, ARRAY, MAP ->
                throw new IllegalStateException(type.sql());
        };
    }

    private static boolean isTime(TypeKind kind) {
        return kind == TypeKind.DATE
                || kind == TypeKind.TIME
                || kind == TypeKind.TIMESTAMP
                || kind == TypeKind.TIMESTAMP_LTZ;
    }

    private static BigInteger big(Object value) {
        return BigInteger.valueOf(((Number) value).longValue());
    }

    private static BigDecimal dec(Object value) {
        return value instanceof BigDecimal d ? d : BigDecimal.valueOf(((Number) value).longValue());
    }

    private static Object negate(Object value, DataType type) {
        if (value instanceof Double d) {
            return -d;
        } else if (value instanceof Float f) {
            return -f;
        } else if (value instanceof BigDecimal d) {
            return d.negate();
        }
        return whole(big(value).negate(), type);
    }

    private static BigInteger integer(Operation operation, BigInteger a, BigInteger b) {
        return switch (operation) {
            case PLUS -> a.add(b);
            case MINUS -> a.subtract(b);
            case TIMES -> a.multiply(b);
            case DIVIDE -> a.divide(notZero(b));
            case MODULO -> a.remainder(notZero(b));
            default -> throw new IllegalStateException(operation.name());
        };
    }

    private static BigInteger notZero(BigInteger value) {
        if (value.signum() == 0) {
            throw new RowFailure(ErrorCode.DIVISION_BY_ZERO);
        }
        return value;
    }

    static Object whole(BigInteger value, DataType type) {
        int bits = switch (type.kind()) {
            case TINYINT -> 7;
            case SMALLINT -> 15;
            case INTEGER, INTERVAL_MONTHS -> 31;
            default -> 63;
        };
        if (value.bitLength() > bits) {
            throw new RowFailure(ErrorCode.NUMERIC_OUT_OF_RANGE);
        }
        return bits < 63 ? (Object) value.intValue() : (Object) value.longValue();
    }

    private static Object floating(Operation operation, double a, double b) {
        double result = compute(operation, a, b);
        if (Double.isInfinite(result) && !Double.isInfinite(a) && !Double.isInfinite(b)) {
            throw new RowFailure(ErrorCode.NUMERIC_OUT_OF_RANGE);
        }
        return result;
    }

    private static Object floating(Operation operation, float a, float b) {
        float result = (float) compute(operation, a, b);
        if (Float.isInfinite(result) && !Float.isInfinite(a) && !Float.isInfinite(b)) {
            throw new RowFailure(ErrorCode.NUMERIC_OUT_OF_RANGE);
        }
        return result;
    }

    private static double compute(Operation operation, double a, double b) {
        if ((operation == Operation.DIVIDE || operation == Operation.MODULO) && b == 0) {
            throw new RowFailure(ErrorCode.DIVISION_BY_ZERO);
        }
        return switch (operation) {
            case PLUS -> a + b;
            case MINUS -> a - b;
            case TIMES -> a * b;
            case DIVIDE -> a / b;
            case MODULO -> a % b;
            default -> throw new IllegalStateException(operation.name());
        };
    }

    private static BigDecimal decimal(Operation operation, BigDecimal a, BigDecimal b, DecimalType type) {
        if ((operation == Operation.DIVIDE || operation == Operation.MODULO) && b.signum() == 0) {
            throw new RowFailure(ErrorCode.DIVISION_BY_ZERO);
        }
        BigDecimal exact = switch (operation) {
            case PLUS -> a.add(b);
            case MINUS -> a.subtract(b);
            case TIMES -> a.multiply(b);
            case DIVIDE -> a.divide(b, type.scale(), RoundingMode.HALF_UP);
            case MODULO -> a.remainder(b);
            default -> throw new IllegalStateException(operation.name());
        };
        return fit(exact, type);
    }

    static BigDecimal fit(BigDecimal value, DecimalType type) {
        BigDecimal scaled = value.setScale(type.scale(), RoundingMode.HALF_UP);
        if (scaled.unscaledValue().abs().compareTo(BigInteger.TEN.pow(type.precision())) >= 0) {
            throw new RowFailure(ErrorCode.NUMERIC_OUT_OF_RANGE);
        }
        return scaled;
    }

    private static Object temporal(
            Operation operation, List<Object> values, DataType first, DataType second, DataType type) {
        boolean minus = operation == Operation.MINUS;
        if (isTime(first.kind()) && isTime(second.kind())) {
            return difference(values, first, second, type);
        }
        boolean swapped = !isTime(first.kind());
        DataType timeType = swapped ? second : first;
        DataType intervalType = swapped ? first : second;
        Object time = values.get(swapped ? 1 : 0);
        BigInteger interval = big(values.get(swapped ? 0 : 1));
        if (minus) {
            interval = interval.negate();
        }
        if (interval.bitLength() > 63) {
            throw new RowFailure(ErrorCode.DATETIME_OUT_OF_RANGE);
        }
        long amount = interval.longValue();
        boolean months = intervalType.kind() == TypeKind.INTERVAL_MONTHS;
        return switch (timeType.kind()) {
            case DATE -> {
                long day = ((Integer) time).longValue();
                yield (int) checkedDay(months ? plusMonths(day, amount) : day + Math.floorDiv(amount, DAY));
            }
            case TIME ->
                months
                        ? time
                        : (Object) BigInteger.valueOf((Long) time)
                                .add(BigInteger.valueOf(amount))
                                .mod(BigInteger.valueOf(DAY))
                                .longValue();
            default -> {
                long micros = (Long) time;
                if (months) {
                    long day = Math.floorDiv(micros, DAY);
                    yield checkedDay(plusMonths(day, amount)) * DAY + Math.floorMod(micros, DAY);
                }
                BigInteger sum = BigInteger.valueOf(micros).add(BigInteger.valueOf(amount));
                if (sum.bitLength() > 63) {
                    throw new RowFailure(ErrorCode.DATETIME_OUT_OF_RANGE);
                }
                checkedDay(Math.floorDiv(sum.longValue(), DAY));
                yield sum.longValue();
            }
        };
    }

    private static Object difference(List<Object> values, DataType first, DataType second, DataType type) {
        long a = micros(values.get(0), first);
        long b = micros(values.get(1), second);
        if (type.kind() == TypeKind.INTERVAL_MONTHS) {
            throw new IllegalStateException("a difference in months");
        }
        return Math.subtractExact(a, b);
    }

    private static long micros(Object value, DataType type) {
        return type.kind() == TypeKind.DATE ? (Integer) value * DAY : (Long) value;
    }

    private static long plusMonths(long day, long months) {
        if (months > 200_000 || months < -200_000) {
            throw new RowFailure(ErrorCode.DATETIME_OUT_OF_RANGE);
        }
        return LocalDate.ofEpochDay(day).plusMonths(months).toEpochDay();
    }

    static long checkedDay(long day) {
        if (day < MIN_DAY || day > MAX_DAY) {
            throw new RowFailure(ErrorCode.DATETIME_OUT_OF_RANGE);
        }
        return day;
    }
}
