// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.option;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A setting as data: key, type, bounds, default and one line of documentation, declared once where it is used.
 *
 * <p>An option is immutable; the methods that narrow it give a new one. The same type serves {@code WITH (...)}, {@code
 * SET} and the properties of a JDBC URL.
 */
public final class Option<T> {
    private final String key;
    private final String typeName;
    private final Function<String, T> parser;
    private final @Nullable T defaultValue;
    private final boolean required;
    private final boolean secret;
    private final String doc;
    private final List<String> choices;

    private Option(
            String key,
            String typeName,
            Function<String, T> parser,
            @Nullable T defaultValue,
            boolean required,
            boolean secret,
            String doc,
            List<String> choices) {
        this.key = key;
        this.typeName = typeName;
        this.parser = parser;
        this.defaultValue = defaultValue;
        this.required = required;
        this.secret = secret;
        this.doc = doc;
        this.choices = choices;
    }

    /**
     * Of a type of its own.
     *
     * @param typeName what it takes, as in "It takes a ..."
     * @param parser throws {@link IllegalArgumentException} for a text it refuses
     */
    public static <V> Option<V> of(String key, String typeName, Function<String, V> parser) {
        return new Option<>(key, typeName, parser, null, false, false, "", List.of());
    }

    public static Option<String> text(String key) {
        return new Option<>(key, "text", s -> s, null, false, false, "", List.of());
    }

    public static Option<Boolean> bool(String key) {
        return new Option<>(key, "boolean", Option::parseBoolean, null, false, false, "", List.of("true", "false"));
    }

    /** A whole number from {@code min} to {@code max}, both included. */
    public static Option<Long> integer(String key, long min, long max) {
        return new Option<>(
                key,
                "whole number from " + min + " to " + max,
                s -> parseLong(s, min, max),
                null,
                false,
                false,
                "",
                List.of());
    }

    public static Option<Double> number(String key, double min, double max) {
        return new Option<>(
                key,
                "number from " + min + " to " + max,
                s -> parseDouble(s, min, max),
                null,
                false,
                false,
                "",
                List.of());
    }

    /** A length of time such as {@code 5 ms}, {@code 10s}, {@code 1 min}, {@code 2 h}, {@code 1 d}; without a unit: milliseconds. */
    public static Option<Duration> duration(String key) {
        return new Option<>(key, "duration", Option::parseDuration, null, false, false, "", List.of());
    }

    /** A number of bytes such as {@code 16 mb} or {@code 65536}. */
    public static Option<Long> bytes(String key) {
        return new Option<>(key, "size in bytes", Option::parseBytes, null, false, false, "", List.of());
    }

    /** One of the given words, without regard to case; the value is in lower case. */
    public static Option<String> oneOf(String key, String... words) {
        List<String> allowed = List.of(words);
        return new Option<>(
                key,
                "one of " + String.join(", ", allowed),
                s -> {
                    String word = s.trim().toLowerCase(Locale.ROOT);
                    if (!allowed.contains(word)) {
                        throw new IllegalArgumentException("");
                    }
                    return word;
                },
                null,
                false,
                false,
                "",
                allowed);
    }

    public Option<T> defaults(T value) {
        return new Option<>(key, typeName, parser, value, false, secret, doc, choices);
    }

    public Option<T> required() {
        return new Option<>(key, typeName, parser, null, true, secret, doc, choices);
    }

    /** Masked wherever the table is shown. */
    public Option<T> secret() {
        return new Option<>(key, typeName, parser, defaultValue, required, true, doc, choices);
    }

    public Option<T> doc(String text) {
        return new Option<>(key, typeName, parser, defaultValue, required, secret, text, choices);
    }

    /** The same option with a prefix to its key. */
    public Option<T> under(String prefix) {
        return new Option<>(prefix + key, typeName, parser, defaultValue, required, secret, doc, choices);
    }

    public String key() {
        return key;
    }

    public String typeName() {
        return typeName;
    }

    public @Nullable T defaultValue() {
        return defaultValue;
    }

    public boolean isRequired() {
        return required;
    }

    public boolean isSecret() {
        return secret;
    }

    public String doc() {
        return doc;
    }

    /** The values there are, when they are few; else empty. */
    public List<String> choices() {
        return choices;
    }

    /** A value as the text it is set by. */
    public String text(Object value) {
        return value instanceof Duration duration ? duration.toMillis() + " ms" : value.toString();
    }

    /** The typed value of a text; an {@link ErrorCode#OPTION_VALUE} error names the key and what is allowed. */
    public T parse(String text) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw SqlException.report(ErrorCode.OPTION_VALUE)
                    .says("option \"%s\" cannot be \"%s\"", key, secret ? "***" : text)
                    .detail("It takes a %s.", typeName)
                    .toException();
        }
    }

    private static Boolean parseBoolean(String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes", "1" -> true;
            case "false", "off", "no", "0" -> false;
            default -> throw new IllegalArgumentException("");
        };
    }

    private static Long parseLong(String text, long min, long max) {
        long value = Long.parseLong(text.trim().replace("_", ""));
        if (value < min || value > max) {
            throw new IllegalArgumentException("");
        }
        return value;
    }

    private static Double parseDouble(String text, double min, double max) {
        double value = Double.parseDouble(text.trim());
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException("");
        }
        return value;
    }

    private static final Pattern QUANTITY = Pattern.compile("(\\d{1,18})\\s*([a-zA-Z]*)");

    private static Duration parseDuration(String text) {
        Matcher matcher = QUANTITY.matcher(text.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
            case "", "ms", "milli", "millis", "millisecond", "milliseconds" -> Duration.ofMillis(count);
            case "us", "micro", "micros", "microsecond", "microseconds" ->
                Duration.ofNanos(Math.multiplyExact(count, 1000L));
            case "s", "sec", "secs", "second", "seconds" -> Duration.ofSeconds(count);
            case "m", "min", "mins", "minute", "minutes" -> Duration.ofMinutes(count);
            case "h", "hour", "hours" -> Duration.ofHours(count);
            case "d", "day", "days" -> Duration.ofDays(count);
            default -> throw new IllegalArgumentException("");
        };
    }

    private static Long parseBytes(String text) {
        Matcher matcher = QUANTITY.matcher(text.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("");
        }
        long count = Long.parseLong(matcher.group(1));
        long unit = switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
            case "", "b", "bytes" -> 1L;
            case "k", "kb" -> 1L << 10;
            case "m", "mb" -> 1L << 20;
            case "g", "gb" -> 1L << 30;
            default -> throw new IllegalArgumentException("");
        };
        return Math.multiplyExact(count, unit);
    }

    @Override
    public String toString() {
        return key + " " + Arrays.asList(typeName, doc);
    }
}
