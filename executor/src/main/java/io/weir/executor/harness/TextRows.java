// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.harness;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.batch.Vectors;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rows as text and back.
 *
 * <pre>
 *   shop text | amount bigint      a schema
 *   + north   | 5                  a row that is added
 *   -2 north  | NULL               a row that is taken back twice
 * </pre>
 *
 * Times are written {@code 2026-01-31 12:00:05.25}, with or without the fraction, in UTC.
 */
public final class TextRows {
    private static final Pattern ROW = Pattern.compile("\\s*([+-])(\\d*)(?:\\s+(.*))?", Pattern.DOTALL);
    private static final Pattern DECIMAL = Pattern.compile("decimal\\(\\s*(\\d+)\\s*,\\s*(\\d+)\\s*\\)");

    /** A row with its weight. */
    public record Row(List<@Nullable Object> values, int weight) {}

    private TextRows() {}

    /** The columns of a text such as {@code shop text | amount bigint}. */
    public static Schema schema(String text) {
        List<Field> fields = new ArrayList<>();
        for (String column : text.split("\\|")) {
            String[] words = column.trim().split("\\s+", 2);
            fields.add(
                    new Field(words[0], type(words[1].toLowerCase(Locale.ROOT).trim())));
        }
        return new Schema(fields);
    }

    private static DataType type(String name) {
        if (name.endsWith(" not null")) {
            return type(name.substring(0, name.length() - " not null".length()).trim())
                    .withNullable(false);
        }
        Matcher decimal = DECIMAL.matcher(name);
        if (decimal.matches()) {
            return DataType.decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
        }
        return switch (name) {
            case "boolean" -> DataType.bool();
            case "tinyint" -> DataType.tinyint();
            case "smallint" -> DataType.smallint();
            case "int" -> DataType.integer();
            case "bigint" -> DataType.bigint();
            case "float" -> DataType.floating();
            case "double" -> DataType.doubling();
            case "text" -> DataType.text();
            case "bytes" -> DataType.bytes();
            case "date" -> DataType.date();
            case "time" -> DataType.time(6);
            case "timestamp" -> DataType.timestamp(6);
            case "timestamp_ltz" -> DataType.timestampLtz(6);
            case "interval" -> DataType.intervalMicros();
            default -> throw new IllegalArgumentException("no type " + name);
        };
    }

    /** A row of a text such as {@code + north | 5}. */
    public static Row row(Schema schema, String text) {
        Matcher matcher = ROW.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a row begins with + or -: " + text);
        }
        int count = matcher.group(2).isEmpty() ? 1 : Integer.parseInt(matcher.group(2));
        String cells = matcher.group(3) == null ? "" : matcher.group(3);
        String[] parts = schema.size() == 0 ? new String[0] : cells.split("\\|", -1);
        if (parts.length != schema.size()) {
            throw new IllegalArgumentException(schema.size() + " columns are wanted: " + text);
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            values.add(value(schema.type(i), parts[i].trim()));
        }
        return new Row(values, matcher.group(1).equals("+") ? count : -count);
    }

    private static @Nullable Object value(DataType type, String text) {
        if (text.equals("NULL")) {
            return null;
        }
        return switch (type.kind()) {
            case BOOLEAN -> Boolean.valueOf(text);
            case TINYINT, SMALLINT, INTEGER, INTERVAL_MONTHS -> Integer.valueOf(text);
            case BIGINT, INTERVAL_MICROS -> Long.valueOf(text);
            case FLOAT -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case DECIMAL -> new BigDecimal(text).setScale(((DecimalType) type).scale(), RoundingMode.UNNECESSARY);
            case VARCHAR -> text;
            case VARBINARY -> text.getBytes(StandardCharsets.UTF_8);
            case DATE -> (int) LocalDate.parse(text).toEpochDay();
            case TIME -> LocalTime.parse(text).toNanoOfDay() / 1000;
            case TIMESTAMP, TIMESTAMP_LTZ -> micros(text);
            case NULL, ROW, ARRAY, MAP -> throw new IllegalArgumentException("no text form of " + type.sql());
        };
    }

    /** Microseconds since 1970 of a text such as {@code 2026-01-31 12:00:05}, taken as UTC. */
    public static long micros(String text) {
        Instant instant = LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** The values of a row as the text that {@link #row} reads, without its sign. */
    public static String text(Schema schema, List<? extends @Nullable Object> values) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            cells.add(text(schema.type(i), values.get(i)));
        }
        return String.join(" | ", cells);
    }

    private static String text(DataType type, @Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        return switch (type.kind()) {
            case VARBINARY -> new String((byte[]) value, StandardCharsets.UTF_8);
            case DATE -> LocalDate.ofEpochDay((Integer) value).toString();
            case TIME -> LocalTime.ofNanoOfDay((Long) value * 1000).toString();
            case TIMESTAMP, TIMESTAMP_LTZ ->
                Instant.EPOCH
                        .plus((Long) value, ChronoUnit.MICROS)
                        .toString()
                        .replace('T', ' ')
                        .replace("Z", "");
            default -> String.valueOf(value);
        };
    }

    /** All rows in one batch. */
    public static Batch batch(Schema schema, List<Row> rows) {
        BatchBuilder builder = new BatchBuilder(schema.types(), Math.max(1, rows.size()));
        rows.forEach(row -> builder.append(row.values(), row.weight()));
        return builder.build();
    }

    /** The rows of a batch that count. */
    public static List<Row> rows(Schema schema, Batch batch) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            @Nullable Object[] values = new @Nullable Object[schema.size()];
            for (int c = 0; c < values.length; c++) {
                values[c] = Vectors.value(batch.column(c), schema.type(c), row);
            }
            rows.add(new Row(Arrays.asList(values), batch.weight(row)));
        }
        return rows;
    }
}
