// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.datagen;

import io.weir.spi.option.Option;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The options {@code fields.<path>.*} of one column or part of one.
 *
 * @param path the column's name, followed by {@code .element}, {@code .key}, {@code .value} or a field's name for parts
 */
record FieldOptions(String path, DataType type) {
    static final int MAX_TEXT_LENGTH = 1_000_000;
    static final int MAX_LIST_LENGTH = 10_000;

    /** The options of all columns and their parts. */
    static List<Option<?>> of(Schema schema) {
        List<Option<?>> options = new ArrayList<>();
        for (Field column : schema.columns()) {
            new FieldOptions(column.name(), column.type()).addTo(options);
        }
        return options;
    }

    private void addTo(List<Option<?>> options) {
        options.add(kind());
        options.add(nullRate());
        switch (type.kind()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL, VARCHAR -> {
                options.add(start());
                options.add(end());
            }
            default -> {}
        }
        switch (type.kind()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL, INTERVAL_MONTHS, INTERVAL_MICROS -> {
                options.add(min());
                options.add(max());
            }
            case VARCHAR, VARBINARY -> {
                options.add(length());
                options.add(variableLength());
            }
            case ARRAY, MAP -> options.add(length());
            case DATE, TIMESTAMP, TIMESTAMP_LTZ -> options.add(maxPast());
            case NULL, BOOLEAN, TIME, ROW -> {}
        }
        parts().forEach(part -> part.addTo(options));
    }

    List<FieldOptions> parts() {
        if (type instanceof RowType row) {
            return row.fields().stream().map(f -> part(f.name(), f.type())).toList();
        } else if (type instanceof ArrayType array) {
            return List.of(part("element", array.element()));
        } else if (type instanceof MapType map) {
            return List.of(part("key", map.key()), part("value", map.value()));
        }
        return List.of();
    }

    private FieldOptions part(String name, DataType partType) {
        return new FieldOptions(path + "." + name, partType);
    }

    Option<String> kind() {
        Option<String> kind = switch (type.kind()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL, VARCHAR ->
                Option.oneOf(key("kind"), "random", "sequence");
            default -> Option.oneOf(key("kind"), "random");
        };
        return kind.defaults("random").doc("How values are made.");
    }

    Option<Double> nullRate() {
        return Option.number(key("null-rate"), 0, 1).defaults(0.0).doc("Share of rows in which it is NULL.");
    }

    Option<BigDecimal> min() {
        return number("min").defaults(lowest()).doc("Least random value; without it the least of the type.");
    }

    Option<BigDecimal> max() {
        return number("max").defaults(greatest()).doc("Greatest random value; without it the greatest of the type.");
    }

    Option<BigDecimal> start() {
        return sequenceNumber("start").doc("First value of a sequence.");
    }

    Option<BigDecimal> end() {
        return sequenceNumber("end").doc("Last value of a sequence, with which the table ends.");
    }

    Option<Long> length() {
        boolean list = type instanceof ArrayType || type instanceof MapType;
        long most = list ? MAX_LIST_LENGTH : Math.min(MAX_TEXT_LENGTH, declaredLength());
        return Option.integer(key("length"), 0, most)
                .defaults(list ? 3L : Math.min(100, most))
                .doc(list ? "Number of elements; without it 3." : "Length; without it 100, or the column's if less.");
    }

    Option<Boolean> variableLength() {
        return Option.bool(key("var-len")).defaults(false).doc("Whether lengths vary from 1 to length.");
    }

    Option<Duration> maxPast() {
        return Option.duration(key("max-past"))
                .defaults(Duration.ZERO)
                .doc("How far at most a value lies before the time of its row.");
    }

    private long declaredLength() {
        if (type instanceof DataType.TextType text) {
            return text.maxLength();
        }
        return type instanceof DataType.BytesType bytes ? bytes.maxLength() : Long.MAX_VALUE;
    }

    private String key(String name) {
        return "fields." + path + "." + name;
    }

    private Option<BigDecimal> number(String name) {
        BigDecimal least = lowest();
        BigDecimal most = greatest();
        return Option.of(key(name), type.plainName() + " value", within(least, most, scale()));
    }

    /** A whole number that the type can hold. */
    private Option<BigDecimal> sequenceNumber(String name) {
        BigDecimal bound = BigDecimal.valueOf(Long.MAX_VALUE);
        BigDecimal least = type.isNumeric() ? lowest().max(bound.negate()) : bound.negate();
        BigDecimal most = type.isNumeric() ? greatest().min(bound) : bound;
        return Option.of(key(name), "whole number that fits " + type.plainName(), within(least, most, 0));
    }

    private static Function<String, BigDecimal> within(BigDecimal least, BigDecimal most, int scale) {
        return text -> {
            BigDecimal value = new BigDecimal(text.trim());
            if (value.precision() > 400 || Math.abs((long) value.scale()) > 400) {
                throw new IllegalArgumentException(text);
            }
            value = scale < 0 ? value : value.setScale(scale, RoundingMode.UNNECESSARY);
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                throw new IllegalArgumentException(text);
            }
            return value;
        };
    }

    /** Digits behind the point, or -1 when it floats. */
    private int scale() {
        return switch (type.kind()) {
            case FLOAT, DOUBLE -> -1;
            case DECIMAL -> ((DecimalType) type).scale();
            default -> 0;
        };
    }

    private BigDecimal lowest() {
        return switch (type.kind()) {
            case TINYINT -> BigDecimal.valueOf(Byte.MIN_VALUE);
            case SMALLINT -> BigDecimal.valueOf(Short.MIN_VALUE);
            case INTEGER -> BigDecimal.valueOf(Integer.MIN_VALUE);
            case BIGINT -> BigDecimal.valueOf(Long.MIN_VALUE);
            case INTERVAL_MONTHS, INTERVAL_MICROS -> BigDecimal.ZERO;
            default -> greatest().negate();
        };
    }

    private BigDecimal greatest() {
        return switch (type.kind()) {
            case TINYINT -> BigDecimal.valueOf(Byte.MAX_VALUE);
            case SMALLINT -> BigDecimal.valueOf(Short.MAX_VALUE);
            case INTEGER -> BigDecimal.valueOf(Integer.MAX_VALUE);
            case BIGINT -> BigDecimal.valueOf(Long.MAX_VALUE);
            case FLOAT -> new BigDecimal(Float.MAX_VALUE);
            case DOUBLE -> new BigDecimal(Double.MAX_VALUE);
            case DECIMAL -> {
                DecimalType decimal = (DecimalType) type;
                yield BigDecimal.ONE
                        .movePointRight(decimal.precision())
                        .subtract(BigDecimal.ONE)
                        .movePointLeft(decimal.scale());
            }
            case INTERVAL_MONTHS -> BigDecimal.valueOf(120_000);
            case INTERVAL_MICROS -> BigDecimal.valueOf(Duration.ofDays(1000).toNanos() / 1000);
            default -> throw new IllegalStateException(type.sql());
        };
    }
}
