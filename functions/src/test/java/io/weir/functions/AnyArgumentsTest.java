// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.weir.spi.batch.Utf8;
import io.weir.spi.function.RowError;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the arguments are, a function gives a value of its type or fails with a {@link RowError}, in good time. */
class AnyArgumentsTest {
    private static final int CALLS = Integer.getInteger("weir.tests.calls", 500);
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private static final String[] TEXTS = {
        "",
        " ",
        "a",
        "weir",
        "WEIR",
        "Grüße",
        "€",
        "😀",
        "👩‍👧",
        "e\u0301",
        "\uFFFD",
        "\0",
        "%",
        "_",
        "a%b_c",
        "\\",
        "!",
        "%%%%",
        "(",
        ")",
        "[",
        "[a-",
        "a{1000}",
        "((a{100}){100}){100}",
        "(?i)a",
        "a*?",
        "(a|b)+",
        "(?P<n>a)",
        "\\1",
        "\\d+",
        "*",
        "+",
        "{",
        "}",
        ".*",
        "(.*)(.*)",
        "[[:alpha:]]+",
        "\\pL",
        "\\x{110000}",
        "\\Q",
        "-",
        "--",
        ",",
        "a,b,,c",
        "k=v,k2=v2",
        "0",
        "1",
        "-1",
        "42",
        "1.5",
        "-1e308",
        "1e-400",
        "1e999999999",
        "NaN",
        "Infinity",
        "99999999999999999999",
        "2147483648",
        "true",
        "2024-02-29",
        "2024-13-01",
        "2024-02-29 12:34:56.789",
        "2024-02-29T12:34:56Z",
        "0001-01-01",
        "9999-12-31 23:59:59",
        "12:34",
        "year",
        "MONTH",
        "week",
        "DAY",
        "hour",
        "MINUTE",
        "second",
        "millisecond",
        "MICROSECOND",
        "NANOSECOND",
        "quarter",
        "decade",
        "CENTURY",
        "millennium",
        "epoch",
        "dow",
        "DOY",
        "isodow",
        "isoyear",
        "fortnight",
        "UTC",
        "Europe/Berlin",
        "+18:00",
        "America/New_York",
        "PST",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd",
        "yyyyMMddHHmmssSSS",
        "MMM d, yyyy h:mm a",
        "EEEE",
        "''",
        "'",
        "D",
        "yyyyyyyyyyyy",
        "q",
        "zzz",
        "YWJj",
        "YWJ",
        "====",
        "6162",
        "0xff",
        "UTF-8",
        "UTF-16",
        "ISO-8859-1",
        "http://user:pw@host:8080/path/file?k=v&x=%20#ref",
        "mailto:a@b",
        "://",
        "//",
        "http://[::1]/",
        "?#",
        "HOST",
        "PATH",
        "QUERY",
        "REF",
        "PROTOCOL",
        "FILE",
        "AUTHORITY",
        "USERINFO",
        "%41%zz%",
        "+",
        "{\"a\":[1,{\"b\":null}]}",
        "[1,2",
        "$.a[1].b",
        "$",
        "lax $.a",
        "strict $['a']",
        "$..a",
        "$[*]",
        "\"\\ud800\"",
        "null",
        "{\"a\":1e400}"
    };

    private final SplittableRandom random = new SplittableRandom(2024);

    static Stream<FunctionSignature> functions() {
        return FunctionRegistry.builtIn().functions().stream();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void aFunctionGivesAValueOrARowError(FunctionSignature function) {
        assertTimeoutPreemptively(DEADLINE, () -> {
            for (int i = 0; i < CALLS; i++) {
                call(function);
            }
        });
    }

    private void call(FunctionSignature function) {
        int count = function.varargs()
                ? function.parameters().size() + random.nextInt(3)
                : function.parameters().size();
        List<Object> arguments = new ArrayList<>();
        boolean textIsValid = true;
        for (int i = 0; i < count; i++) {
            Object argument = function.calledOnNull() && random.nextInt(8) == 0
                    ? null
                    : value(function.parameter(i).kind(), 2);
            arguments.add(argument);
            textIsValid &= !(argument instanceof Utf8 text) || CodePoints.isValid(text);
        }
        Object result;
        try {
            result = Call.invoke(function, arguments);
        } catch (RowError e) {
            return;
        } catch (Throwable e) {
            throw new AssertionError(function + " threw on " + shown(arguments), e);
        }
        check(function, arguments, result, textIsValid);
    }

    private void check(FunctionSignature function, List<Object> arguments, Object result, boolean textIsValid) {
        String shown = function + shown(arguments);
        if (result == null) {
            assertThat(function.resultNullable()).as(shown).isTrue();
        } else if (result instanceof Utf8 text) {
            assertThat(text.length()).as(shown).isLessThanOrEqualTo(TextBuffer.BYTES_MAX);
            if (textIsValid && function.resultKind() == TypeKind.VARCHAR) {
                assertThat(CodePoints.isValid(text)).as(shown).isTrue();
            }
        } else if (function.resultKind() == TypeKind.DATE) {
            assertThat((Integer) result).as(shown).isBetween(Times.MIN_DAY, Times.MAX_DAY);
        } else if (function.resultKind() == TypeKind.TIME) {
            assertThat((Long) result).as(shown).isBetween(0L, Times.MICROS_PER_DAY - 1);
        } else if (function.resultKind() == TypeKind.TIMESTAMP || function.resultKind() == TypeKind.TIMESTAMP_LTZ) {
            assertThat((Long) result).as(shown).isBetween(Times.MIN_TIMESTAMP, Times.MAX_TIMESTAMP);
        } else if (result instanceof BigDecimal decimal) {
            fits(function, arguments, decimal);
        }
    }

    /** The result type holds the result, unless it would need more than 38 digits. */
    private static void fits(FunctionSignature function, List<Object> arguments, BigDecimal decimal) {
        List<DataType> types = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            types.add(function.parameter(i).accept(Call.typeOf(arguments.get(i))));
        }
        if (function.resultType(types) instanceof DecimalType type && type.precision() < DecimalType.MAX_PRECISION) {
            Decimals.fit(decimal, type.precision(), type.scale());
        }
    }

    private static String shown(List<Object> arguments) {
        return arguments.stream()
                .map(value -> value instanceof Utf8 text && text.length() > 200 ? text.length() + " bytes" : value + "")
                .toList()
                .toString();
    }

    private Object value(TypeKind kind, int depth) {
        if (kind == null) {
            return random.nextBoolean() ? text().toString() : value(TypeKind.INTEGER, depth);
        }
        return switch (kind) {
            case BOOLEAN -> random.nextBoolean();
            case TINYINT, SMALLINT, INTEGER, INTERVAL_MONTHS -> integer();
            case BIGINT, INTERVAL_MICROS -> bigint();
            case FLOAT -> (float) number();
            case DOUBLE -> number();
            case DECIMAL -> decimal();
            case VARCHAR, VARBINARY -> text();
            case DATE -> (int) within(Times.MIN_DAY, Times.MAX_DAY);
            case TIME -> within(0, Times.MICROS_PER_DAY - 1);
            case TIMESTAMP, TIMESTAMP_LTZ -> within(Times.MIN_TIMESTAMP, Times.MAX_TIMESTAMP);
            case ARRAY -> list(depth);
            case MAP -> map(depth);
            case NULL, ROW -> throw new AssertionError(kind);
        };
    }

    private int integer() {
        int[] extremes = {
            0, 1, -1, 2, 3, 10, 255, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE + 1, -19, -18, 18, 38
        };
        return random.nextBoolean()
                ? extremes[random.nextInt(extremes.length)]
                : random.nextInt() >> random.nextInt(32);
    }

    private long bigint() {
        long[] extremes = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1, 1L << 53, Times.MICROS_PER_DAY
        };
        return random.nextBoolean()
                ? extremes[random.nextInt(extremes.length)]
                : random.nextLong() >> random.nextInt(64);
    }

    private double number() {
        double[] extremes = {
            0,
            -0.0,
            1,
            -1,
            0.5,
            2.5,
            -1.005,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            Double.MIN_VALUE,
            1e15,
            1e22,
            1e-22,
            709.9,
            Math.PI
        };
        return random.nextBoolean()
                ? extremes[random.nextInt(extremes.length)]
                : Double.longBitsToDouble(random.nextLong());
    }

    private BigDecimal decimal() {
        int precision = 1 + random.nextInt(38);
        BigInteger bound = BigInteger.TEN.pow(precision);
        BigInteger unscaled = random.nextInt(3) == 0
                ? bound.subtract(BigInteger.ONE)
                : new BigInteger(130, new Random(random.nextLong())).mod(bound);
        return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), random.nextInt(precision + 1));
    }

    private long within(long min, long max) {
        return switch (random.nextInt(4)) {
            case 0 -> min;
            case 1 -> max;
            default -> random.nextLong(min, max + 1);
        };
    }

    private Utf8 text() {
        byte[] bytes;
        switch (random.nextInt(12)) {
            case 0 -> {
                bytes = new byte[random.nextInt(12)];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) random.nextInt(256);
                }
            }
            case 1 ->
                bytes = TEXTS[random.nextInt(TEXTS.length)]
                        .repeat(random.nextInt(40))
                        .getBytes(StandardCharsets.UTF_8);
            case 2 ->
                bytes = (TEXTS[random.nextInt(TEXTS.length)] + TEXTS[random.nextInt(TEXTS.length)])
                        .getBytes(StandardCharsets.UTF_8);
            case 3 -> {
                bytes = TEXTS[random.nextInt(TEXTS.length)].getBytes(StandardCharsets.UTF_8);
                bytes = Arrays.copyOf(bytes, Math.max(0, bytes.length - 1));
            }
            default -> bytes = TEXTS[random.nextInt(TEXTS.length)].getBytes(StandardCharsets.UTF_8);
        }
        byte[] block = new byte[bytes.length + 5];
        Arrays.fill(block, (byte) 'x');
        System.arraycopy(bytes, 0, block, 3, bytes.length);
        return random.nextInt(4) == 0 ? Utf8.of(bytes) : new Utf8(block, 3, bytes.length);
    }

    private List<Object> list(int depth) {
        List<Object> list = new ArrayList<>();
        boolean text = random.nextBoolean();
        for (int i = random.nextInt(5); i > 0; i--) {
            list.add(random.nextInt(6) == 0 ? null : text ? text().toString() : value(TypeKind.INTEGER, depth - 1));
        }
        return list;
    }

    private Map<Object, Object> map(int depth) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            map.put(text().toString(), random.nextInt(6) == 0 ? null : value(TypeKind.INTEGER, depth - 1));
        }
        return map;
    }
}
