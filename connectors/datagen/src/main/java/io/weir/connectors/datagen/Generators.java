// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.datagen;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.option.Option;
import io.weir.spi.option.Options;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.TimeType;
import io.weir.spi.type.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;

/** Makes the generator of each column out of the table's options, and finds where sequences end the table. */
final class Generators {
    private static final Duration LONGEST_PAST = Duration.ofDays(36_525);

    private final Options options;
    private final Clock clock;
    private long rowCount = Long.MAX_VALUE;

    Generators(Options options, Clock clock) {
        this.options = options;
        this.clock = clock;
    }

    List<ValueGenerator> of(Schema schema, long seed) {
        return schema.columns().stream().map(column -> column(column, seed)).toList();
    }

    /** Rows until the first sequence of the columns made so far ends; {@code Long.MAX_VALUE} without one. */
    long rowCount() {
        return rowCount;
    }

    private ValueGenerator column(Field column, long seed) {
        return generator(new FieldOptions(column.name(), column.type()), seed, true);
    }

    private ValueGenerator generator(FieldOptions field, long seed, boolean top) {
        long salt = Mix.salt(seed, field.path());
        boolean sequence = options.get(field.kind()).equals("sequence");
        ValueGenerator values = sequence ? sequence(field, top) : random(field, seed, salt);
        double nullRate = options.get(field.nullRate());
        if (nullRate == 0) {
            return values;
        }
        if (!field.type().nullable()) {
            throw SqlException.report(ErrorCode.OPTION_VALUE)
                    .says("option \"%s\" must be 0", field.nullRate().key())
                    .detail("\"%s\" is NOT NULL.", field.path())
                    .toException();
        }
        return new ValueGenerator.WithNulls(values, nullRate, ~salt);
    }

    private ValueGenerator sequence(FieldOptions field, boolean top) {
        if (!top) {
            throw SqlException.report(ErrorCode.OPTION_VALUE)
                    .says("option \"%s\" cannot be \"sequence\"", field.kind().key())
                    .detail("Only a whole column can be a sequence, not a part of one.")
                    .toException();
        }
        if (field.type().isNumeric()) {
            refuse(field, field.min());
            refuse(field, field.max());
        } else {
            refuse(field, field.length());
            refuse(field, field.variableLength());
        }
        BigDecimal start = needed(field.start());
        BigDecimal end = needed(field.end());
        if (start.compareTo(end) > 0) {
            throw outOfOrder(field.start(), field.end());
        }
        BigInteger count = end.subtract(start).toBigIntegerExact().add(BigInteger.ONE);
        rowCount =
                Math.min(rowCount, count.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact());
        return new ValueGenerator.Sequence(field.type(), start.longValueExact());
    }

    private ValueGenerator random(FieldOptions field, long seed, long salt) {
        DataType type = field.type();
        switch (type.kind()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL, VARCHAR -> {
                refuse(field, field.start());
                refuse(field, field.end());
            }
            default -> {}
        }
        return switch (type.kind()) {
            case NULL -> new ValueGenerator.Nothing();
            case BOOLEAN -> new ValueGenerator.Booleans(salt);
            case TINYINT, SMALLINT, INTEGER, INTERVAL_MONTHS ->
                new ValueGenerator.Ints(min(field).longValueExact(), max(field).longValueExact(), salt);
            case BIGINT, INTERVAL_MICROS ->
                new ValueGenerator.Longs(min(field).longValueExact(), max(field).longValueExact(), salt);
            case FLOAT ->
                new ValueGenerator.Floats(min(field).floatValue(), max(field).floatValue(), salt);
            case DOUBLE ->
                new ValueGenerator.Doubles(min(field).doubleValue(), max(field).doubleValue(), salt);
            case DECIMAL -> decimals(field, (DecimalType) type, salt);
            case VARCHAR -> new ValueGenerator.Texts(length(field), options.get(field.variableLength()), salt);
            case VARBINARY -> new ValueGenerator.Bytes(length(field), options.get(field.variableLength()), salt);
            case DATE -> new ValueGenerator.Times(type.kind(), 0, clock, maxPastMicros(field), salt);
            case TIME -> new ValueGenerator.Times(type.kind(), ((TimeType) type).precision(), clock, 0, salt);
            case TIMESTAMP, TIMESTAMP_LTZ ->
                new ValueGenerator.Times(type.kind(), ((TimeType) type).precision(), clock, maxPastMicros(field), salt);
            case ROW ->
                new ValueGenerator.Structure(field.parts().stream()
                        .map(part -> generator(part, seed, false))
                        .toList());
            case ARRAY -> new ValueGenerator.Lists(generator(field.parts().get(0), seed, false), length(field), salt);
            case MAP ->
                new ValueGenerator.Maps(
                        generator(field.parts().get(0), seed, false),
                        ((MapType) type).key(),
                        generator(field.parts().get(1), seed, false),
                        length(field),
                        salt);
        };
    }

    private ValueGenerator decimals(FieldOptions field, DecimalType type, long salt) {
        BigInteger min = min(field).setScale(type.scale()).unscaledValue();
        BigInteger max = max(field).setScale(type.scale()).unscaledValue();
        return type.precision() <= DecimalType.MAX_LONG_PRECISION
                ? new ValueGenerator.Longs(min.longValueExact(), max.longValueExact(), salt)
                : new ValueGenerator.Int128s(min, max.subtract(min).add(BigInteger.ONE), salt);
    }

    private BigDecimal min(FieldOptions field) {
        BigDecimal min = options.get(field.min());
        if (min.compareTo(options.get(field.max())) > 0) {
            throw outOfOrder(field.min(), field.max());
        }
        return min;
    }

    private BigDecimal max(FieldOptions field) {
        return options.get(field.max());
    }

    private int length(FieldOptions field) {
        return Math.toIntExact(options.get(field.length()));
    }

    private long maxPastMicros(FieldOptions field) {
        Duration maxPast = options.get(field.maxPast());
        if (maxPast.compareTo(LONGEST_PAST) > 0) {
            throw SqlException.report(ErrorCode.OPTION_VALUE)
                    .says("option \"%s\" is too long", field.maxPast().key())
                    .detail("It may be %d days at most.", LONGEST_PAST.toDays())
                    .toException();
        }
        return maxPast.toNanos() / 1000;
    }

    private <T> T needed(Option<T> option) {
        return options.find(option)
                .orElseThrow(() -> SqlException.report(ErrorCode.OPTION_MISSING)
                        .says("a sequence needs the option \"%s\"", option.key())
                        .detail("%s", option.doc())
                        .hint("Add '%s' = '...' to WITH (...).", option.key())
                        .toException());
    }

    private void refuse(FieldOptions field, Option<?> option) {
        if (options.isSet(option)) {
            throw SqlException.report(ErrorCode.OPTION_VALUE)
                    .says("option \"%s\" has no meaning here", option.key())
                    .detail("\"%s\" is of the kind \"%s\".", field.path(), options.get(field.kind()))
                    .hint("Remove it, or change \"%s\".", field.kind().key())
                    .toException();
        }
    }

    private SqlException outOfOrder(Option<?> low, Option<?> high) {
        return SqlException.report(ErrorCode.OPTION_VALUE)
                .says("option \"%s\" is greater than \"%s\"", low.key(), high.key())
                .toException();
    }
}
