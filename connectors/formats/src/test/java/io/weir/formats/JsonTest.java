// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.format.Decoder;
import io.weir.spi.format.Format;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonTest {
    private static final Schema SHOPS = new Schema(List.of(
            new Field("id", DataType.bigint()),
            new Field("shop", DataType.text()),
            new Field("amount", DataType.decimal(6, 2))));

    private static final JsonMapper JACKSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
            .build();

    @Test
    void objectsAreRows() {
        assertThat(Coding.decode(json(), SHOPS, """
                        {"id": 1, "shop": "north", "amount": 12.5}

                        {"amount":"0.10","id":-2,"unknown":{"a":[1,{"b":null}]},"shop":"s\\u00fcd"}
                          {"id":3}\r
                        {"shop":null,"id":4,"id":5}"""))
                .containsExactly(
                        List.of(1L, "north", new BigDecimal("12.50")),
                        List.of(-2L, "süd", new BigDecimal("0.10")),
                        Arrays.asList(3L, null, null),
                        Arrays.asList(5L, null, null));
    }

    @Test
    void rowsAreWrittenAsObjects() {
        List<List<Object>> rows =
                List.of(List.of(1L, "a\"b\\\n\u0001é", new BigDecimal("12.50")), Arrays.asList(2L, null, null));
        assertThat(new String(Coding.encode(json(), SHOPS, rows), StandardCharsets.UTF_8))
                .isEqualTo("{\"id\":1,\"shop\":\"a\\\"b\\\\\\n\\u0001é\",\"amount\":12.50}\n"
                        + "{\"id\":2,\"shop\":null,\"amount\":null}\n");
        Format brief = json("json.encode.ignore-null-fields", "true");
        assertThat(new String(Coding.encode(brief, SHOPS, rows.subList(1, 2)), StandardCharsets.UTF_8))
                .isEqualTo("{\"id\":2}\n");
    }

    @Test
    void whatIsWrittenIsReadBackTheSame() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int trial = 0; trial < 300; trial++) {
            RandomRows made = new RandomRows(random, true);
            Schema schema = made.schema();
            Format format = json(
                    "json.timestamp-format.standard",
                    random.nextBoolean() ? "SQL" : "ISO-8601",
                    "json.encode.ignore-null-fields",
                    String.valueOf(random.nextBoolean()));
            List<List<Object>> rows = made.rows(schema, 20);
            byte[] file = Coding.encode(format, schema, rows);
            List<SqlException> errors = new ArrayList<>();
            int[] columns = IntStream.range(0, schema.size()).toArray();
            List<List<Object>> read = Coding.decode(format, schema, columns, file, errors);
            assertThat(errors).as("seed %d, trial %d", seed, trial).isEmpty();
            assertThat(Coding.comparable(read))
                    .as("seed %d, trial %d", seed, trial)
                    .isEqualTo(Coding.comparable(rows));
        }
    }

    @Test
    void someColumnsAreReadAsTheyAreInAll() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int trial = 0; trial < 100; trial++) {
            RandomRows made = new RandomRows(random, true);
            Schema schema = made.schema();
            List<List<Object>> rows = made.rows(schema, 5);
            byte[] file = Coding.encode(json(), schema, rows);
            int[] columns = random.ints(0, schema.size()).limit(3).distinct().toArray();
            List<List<Object>> expected = new ArrayList<>();
            for (List<Object> row : rows) {
                List<Object> some = new ArrayList<>();
                Arrays.stream(columns).forEach(column -> some.add(row.get(column)));
                expected.add(some);
            }
            assertThat(Coding.comparable(Coding.decode(json(), schema, columns, file, new ArrayList<>())))
                    .as("seed %d, trial %d", seed, trial)
                    .isEqualTo(Coding.comparable(expected));
        }
    }

    /** Damages valid texts and asks Jackson which are still valid, and what is in them. */
    @Test
    void theGrammarIsThatOfJackson() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Schema text = new Schema(List.of(new Field("v", DataType.text()), new Field("w", DataType.text())));
        String alphabet = "{}[]:,\"\\/ \t\n\r0123456789+-.eEutrfalsn\u0000\u001f\u007fé€😀\uFEFFvw";
        String[] seeds = {
            "{\"v\": \"a\\u00e9\\n\\/b\", \"w\": [1, -2.5e+3, {\"x\": null}]}",
            "{\"w\":\"\\ud83d\\ude00€\",\"x\":[true,false,[]],\"v\":{}}",
            "{ }",
            "{\"v\":-0.0,\"w\":1E5,\"y\":\"\"}",
            "{\"v\":\"plain text of some length\",\"w\":\"12345678\\t12345678\"}"
        };
        int valid = 0;
        for (int trial = 0; trial < 60_000; trial++) {
            StringBuilder damaged = new StringBuilder(seeds[random.nextInt(seeds.length)]);
            for (int i = random.nextInt(4); i > 0 && damaged.length() > 0; i--) {
                int at = random.nextInt(damaged.length());
                char letter = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(4)) {
                    case 0 -> damaged.deleteCharAt(at);
                    case 1 -> damaged.setCharAt(at, letter);
                    case 2 -> damaged.insert(at, letter);
                    default -> damaged.setLength(Math.max(1, at));
                }
            }
            byte[] bytes = damaged.toString().getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0 && random.nextInt(10) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            JsonNode expected = jackson(bytes);
            List<SqlException> errors = new ArrayList<>();
            Decoder decoder = json().decoder(text, new int[] {0, 1});
            BatchBuilder builder = new BatchBuilder(text.types());
            try {
                decoder.decode(bytes, 0, bytes.length, builder);
            } catch (SqlException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.UNDECODABLE_RECORD);
                errors.add(e);
            }
            String shown = String.format("seed %d, trial %d: %s", seed, trial, damaged);
            if (expected == null) {
                assertThat(errors.size() + (builder.isEmpty() ? 1 : 0))
                        .as(shown)
                        .isPositive();
            } else if (expected.isObject()) {
                assertThat(errors).as(shown).isEmpty();
                List<Object> row = builder.build().rows(text.types()).get(0);
                for (int i = 0; i < 2; i++) {
                    JsonNode value = expected.get(text.name(i));
                    if (value == null || value.isNull()) {
                        assertThat(row.get(i)).as(shown).isNull();
                    } else if (value.isTextual()) {
                        assertThat(row.get(i)).as(shown).isEqualTo(value.asText());
                    } else {
                        assertThat(JACKSON.readTree((String) row.get(i)))
                                .as(shown)
                                .isEqualTo(value);
                    }
                }
                valid++;
            }
        }
        assertThat(valid).isGreaterThan(10_000);
    }

    /** What Jackson makes of a text; null when it is none. */
    /** Whether all texts have UTF-8, which half of a surrogate pair has not; those of members that are there twice too. */
    private static boolean canEncode(String json) throws IOException {
        try (JsonParser parser = JACKSON.createParser(json)) {
            while (parser.nextToken() != null) {
                if (!StandardCharsets.UTF_8.newEncoder().canEncode(parser.getText())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static JsonNode jackson(byte[] bytes) throws IOException {
        try {
            // By way of a strict decoder, since Jackson lets some ill-formed UTF-8 pass.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            String json = text.startsWith("\uFEFF") ? text.substring(1) : text;
            JsonNode node = JACKSON.readTree(json);
            return node == null || node.isMissingNode() || !canEncode(json) ? null : node;
        } catch (JsonProcessingException | CharacterCodingException e) {
            return null;
        }
    }

    @Test
    void numbersAreTakenExactly() {
        assertThat(one(DataType.bigint(), "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(one(DataType.bigint(), "-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThat(one(DataType.bigint(), "1e3")).isEqualTo(1000L);
        assertThat(one(DataType.integer(), "1.0")).isEqualTo(1);
        assertThat(one(DataType.integer(), "\" 12 \"")).isEqualTo(12);
        assertThat(one(DataType.doubling(), "1e23")).isEqualTo(1e23);
        assertThat(one(DataType.doubling(), "123456789012345678")).isEqualTo(1.2345678901234568e17);
        assertThat(one(DataType.floating(), "16777217.0")).isEqualTo(16777216f);
        assertThat(one(DataType.floating(), "\"NaN\"")).isEqualTo(Float.NaN);
        assertThat(one(DataType.decimal(38, 10), "1234567890123456789012345678.0123456789"))
                .isEqualTo(new BigDecimal("1234567890123456789012345678.0123456789"));
        assertThat(one(DataType.decimal(5, 2), "1.5000")).isEqualTo(new BigDecimal("1.50"));
        assertThat(one(DataType.decimal(5, 2), "1.5e2")).isEqualTo(new BigDecimal("150.00"));
        assertThat(one(DataType.text(), "12.50")).isEqualTo("12.50");
        assertThat(one(DataType.text(), "{\"a\": [1 ]}")).isEqualTo("{\"a\": [1 ]}");
        assertThat(one(DataType.text(), "true")).isEqualTo("true");
    }

    @Test
    void doublesAreTheNearestOnes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String text = (random.nextBoolean() ? "-" : "")
                    + (random.nextLong() >>> random.nextInt(64) & Long.MAX_VALUE)
                    + (random.nextBoolean() ? "." + (random.nextInt(1 << random.nextInt(30))) : "")
                    + (random.nextBoolean() ? "e" + (random.nextInt(60) - 30) : "");
            assertThat(one(DataType.doubling(), text)).as("seed %d", seed).isEqualTo(Double.parseDouble(text));
            float expected = Float.parseFloat(text);
            if (!Float.isInfinite(expected)) {
                assertThat(one(DataType.floating(), text)).as("seed %d", seed).isEqualTo(expected);
            }
        }
    }

    @Test
    void timesHaveTheFormOfTheOption() {
        long noon = 1_577_880_000_123_000L;
        assertThat(one(DataType.timestamp(3), "\"2020-01-01 12:00:00.123456\"")).isEqualTo(noon);
        assertThat(one(DataType.timestampLtz(3), "\"2020-01-01 12:00:00.123Z\""))
                .isEqualTo(noon);
        assertThat(one(DataType.timestampLtz(3), "\"2020-01-01 14:00:00.123+02:00\""))
                .isEqualTo(noon);
        Format iso = json("json.timestamp-format.standard", "ISO-8601");
        Schema schema = new Schema(List.of(new Field("v", DataType.timestamp(3))));
        assertThat(Coding.decode(iso, schema, "{\"v\":\"2020-01-01T12:00:00.123\"}"))
                .containsExactly(List.of(noon));
        assertThat(failure(DataType.timestamp(3), "\"2020-01-01T12:00:00\"").detail())
                .isEqualTo("It is written as 2020-01-31 12:30:00.123.");
        assertThat(failure(DataType.timestamp(3), "1577880000123").code()).isEqualTo(ErrorCode.UNDECODABLE_RECORD);
    }

    @Test
    void whatDoesNotFitIsNamed() {
        assertThat(failure(DataType.integer(), "3000000000")).satisfies(e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.UNDECODABLE_RECORD);
            assertThat(e).hasMessage("column \"v\" takes INT, found 3000000000");
            assertThat(e.detail()).isEqualTo("It is out of range.");
        });
        assertThat(failure(DataType.integer(), "1.5").detail()).isEqualTo("It has a fraction.");
        assertThat(failure(DataType.integer(), "\"x\"").detail()).isEqualTo("It is no number.");
        assertThat(failure(DataType.integer(), "true").detail()).isEqualTo("It is of another kind.");
        assertThat(failure(DataType.integer(), "[1]")).hasMessage("column \"v\" takes INT, found [1]");
        assertThat(failure(DataType.doubling(), "1e400").detail()).isEqualTo("It is out of range.");
        assertThat(failure(DataType.decimal(5, 2), "1000").detail()).isEqualTo("It is out of range.");
        assertThat(failure(DataType.decimal(5, 2), "1.234").detail())
                .isEqualTo("It has more than 2 digits behind the point.");
        assertThat(failure(DataType.decimal(38, 2), "1e999999999").detail()).isEqualTo("It is out of range.");
        assertThat(failure(DataType.doubling(), "1".repeat(101)).detail()).isEqualTo("It has more than 100 digits.");
        assertThat(failure(DataType.text(3), "\"äöüß\"").detail()).isEqualTo("It has 4 characters.");
        assertThat(failure(DataType.bytes(), "\"%\"").detail()).isEqualTo("It is not in base64.");
        assertThat(failure(DataType.bool(), "1").code()).isEqualTo(ErrorCode.UNDECODABLE_RECORD);
        assertThat(failure(DataType.array(DataType.integer()), "[1,\"x\"]"))
                .hasMessage("column \"v[]\" takes INT, found x");
        assertThat(failure(DataType.map(DataType.text(), DataType.integer()), "{\"k\":1,\"k\":2}"))
                .hasMessage("column \"v\" has the key \"k\" twice");
        assertThat(failure(DataType.integer().withNullable(false), "null")).hasMessage("column \"v\" is NULL");
        assertThat(failure(DataType.integer(), "\"" + "ä".repeat(100) + "\""))
                .hasMessage("column \"v\" takes INT, found " + "ä".repeat(80) + "...");
        assertThat(failure(DataType.text(), "\"" + "x".repeat(JsonInput.MAX_TEXT_BYTES + 1) + "\""))
                .hasMessage("the JSON text has a string of more than 4194304 bytes");
        assertThat(failure(DataType.text(), "[".repeat(101) + "]".repeat(101)))
                .hasMessage("the JSON text is nested more than 100 deep");
        assertThat(failure(DataType.text(), "\"\\ud800\"")).hasMessage("the JSON text has half of a surrogate pair");
    }

    @Test
    void missingFieldsAreNullUnlessTheyMustBeThere() {
        Schema strict = new Schema(
                List.of(new Field("id", DataType.bigint().withNullable(false)), new Field("shop", DataType.text())));
        assertThat(errors(json(), strict, "{\"shop\":\"a\"}")).containsExactly("column \"id\" is missing");
        assertThat(errors(json("json.fail-on-missing-field", "true"), strict, "{\"id\":1}"))
                .containsExactly("column \"shop\" is missing");
    }

    @Test
    void aRecordWithAnErrorLeavesNothingBehind() {
        Schema schema = new Schema(List.of(
                new Field(
                        "list",
                        DataType.array(DataType.row(List.of(
                                new Field("a", DataType.text()),
                                new Field("m", DataType.map(DataType.text(), DataType.integer())))))),
                new Field("id", DataType.integer())));
        String good = "{\"list\":[{\"a\":\"x\",\"m\":{\"k\":1}},{\"a\":null}],\"id\":1}\n";
        String bad = "{\"list\":[{\"a\":\"y\",\"m\":{\"k\":2}},{\"a\":\"z\",\"m\":{\"k\":3,\"l\":\"?\"}}],\"id\":2}\n";
        List<SqlException> errors = new ArrayList<>();
        List<List<Object>> rows = Coding.decode(
                json(), schema, new int[] {0, 1}, (good + bad + good).getBytes(StandardCharsets.UTF_8), errors);
        assertThat(errors).hasSize(1);
        List<Object> expected = List.of(List.of(List.of("x", Map.of("k", 1)), Arrays.asList(null, null)), 1);
        assertThat(rows).containsExactly(expected, expected);
        assertThat(Coding.decode(json("json.ignore-parse-errors", "true"), schema, good + bad + good))
                .containsExactly(expected, expected);
    }

    @Test
    void recordsThatAreNoObjectsAreNamed() {
        assertThat(errors(json(), SHOPS, "[]")).containsExactly("the JSON text has [] where an object should be");
        assertThat(errors(json(), SHOPS, "{\"id\":1} x"))
                .containsExactly("the JSON text has x where the end should be");
        assertThat(errors(json(), SHOPS, "{\"id\":1")).containsExactly("the JSON text ends in the middle");
        assertThat(errors(json(), SHOPS, "{\"id\" 1}")).containsExactly("the JSON text has 1} where ':' should be");
    }

    @Test
    void linesEndWhereTheyEnd() {
        Decoder decoder = json().decoder(SHOPS, new int[] {0});
        byte[] bytes = "{}\n\n{}".getBytes(StandardCharsets.UTF_8);
        assertThat(decoder.recordEnd(bytes, 0, 6, false)).isEqualTo(3);
        assertThat(decoder.recordEnd(bytes, 3, 6, false)).isEqualTo(4);
        assertThat(decoder.recordEnd(bytes, 4, 6, false)).isEqualTo(-1);
        assertThat(decoder.recordEnd(bytes, 4, 6, true)).isEqualTo(6);
    }

    @Test
    void keysOfMapsMustHaveAText() {
        Schema schema = new Schema(List.of(
                new Field("m", DataType.array(DataType.map(DataType.array(DataType.integer()), DataType.integer())))));
        SqlException e = catchThrowableOfType(SqlException.class, () -> json().decoder(schema, new int[] {0}));
        assertThat(e.code()).isEqualTo(ErrorCode.NOT_SUPPORTED);
    }

    private static Format json(String... options) {
        return Coding.format(new JsonFormatFactory(), options);
    }

    private static Object one(DataType type, String value) {
        Schema schema = new Schema(List.of(new Field("v", type)));
        List<SqlException> errors = new ArrayList<>();
        byte[] file = ("{\"v\":" + value + "}").getBytes(StandardCharsets.UTF_8);
        List<List<Object>> rows = Coding.decode(json(), schema, new int[] {0}, file, errors);
        if (!errors.isEmpty()) {
            throw errors.get(0);
        }
        return rows.get(0).get(0);
    }

    private static SqlException failure(DataType type, String value) {
        return catchThrowableOfType(SqlException.class, () -> one(type, value));
    }

    private static List<String> errors(Format format, Schema schema, String file) {
        List<SqlException> errors = new ArrayList<>();
        int[] columns = IntStream.range(0, schema.size()).toArray();
        assertThat(Coding.decode(format, schema, columns, file.getBytes(StandardCharsets.UTF_8), errors))
                .isEmpty();
        return errors.stream().map(SqlException::getMessage).toList();
    }
}
