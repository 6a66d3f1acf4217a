// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.format.Decoder;
import io.weir.spi.format.Encoder;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Records whose members come in any order, several times, spaced and escaped as JSON allows, held against Jackson. */
class JsonMembersTest {
    private static final JsonMapper JACKSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final String[] NAMES = {"auction", "b", "süß", "q\"\\t", "auctions", "", "inner", "unwanted"};
    private static final String[] SPACES = {"", "", "", " ", "\t", "\r\n  "};
    private static final String[] WHOLE = {
        "0",
        "-0",
        "7",
        "-1",
        "12345678",
        "999999999999999999",
        "-999999999999999999",
        "1000000000000000000",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "-9223372036854775809",
        "123456789012345678901",
        "1e3",
        "20E-1",
        "5.0",
        "0.5",
        "1e400"
    };
    private static final Schema INNER =
            new Schema(List.of(new Field("x", DataType.bigint()), new Field("y", DataType.text())));
    private static final Schema SCHEMA = new Schema(List.of(
            new Field("auction", DataType.bigint()),
            new Field("b", DataType.bigint()),
            new Field("süß", DataType.bigint()),
            new Field("q\"\\t", DataType.bigint()),
            new Field("", DataType.bigint()),
            new Field("inner", DataType.row(INNER.columns()))));

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    /** Whether the record being made has a value that its column cannot have. */
    private boolean tooMuch;

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }

    private String string(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char each : text.toCharArray()) {
            boolean half = Character.isSurrogate(each); // escaped alone it would be torn off the other half
            if (each == '"' || each == '\\' || !half && random.nextInt(30) == 0) {
                out.append(String.format("\\u%04x", (int) each));
            } else {
                out.append(each);
            }
        }
        return out.append('"').toString();
    }

    private String whole(boolean wanted) {
        String made = random.nextInt(3) == 0 ? pick(WHOLE) : String.valueOf(random.nextLong() >> random.nextInt(64));
        BigDecimal value = new BigDecimal(made);
        boolean fits = value.stripTrailingZeros().scale() <= 0
                && value.precision() - value.scale() < 30
                && value.toBigInteger().bitLength() <= 63;
        tooMuch |= wanted && !fits;
        return made;
    }

    private String object(String[] names, int depth) {
        StringBuilder out = new StringBuilder("{").append(pick(SPACES));
        int members = random.nextInt(8);
        boolean inOrder = random.nextBoolean();
        for (int i = 0; i < members; i++) {
            String name = inOrder ? names[i % names.length] : pick(names);
            out.append(i > 0 ? "," : "").append(pick(SPACES)).append(string(name));
            out.append(pick(SPACES)).append(':').append(pick(SPACES));
            out.append(value(name, depth)).append(pick(SPACES));
        }
        return out.append('}').toString();
    }

    private String value(String name, int depth) {
        boolean wanted = SCHEMA.indexOf(name) >= 0 || depth > 0;
        if (random.nextInt(8) == 0) {
            return "null";
        } else if (name.equals("inner")) {
            return object(new String[] {"x", "y", "z"}, depth + 1);
        } else if (name.equals("y")) {
            return string("text of some length \uD83D\uDE00€ " + random.nextInt());
        } else if (name.equals("unwanted") || name.equals("z")) {
            return random.nextBoolean() ? "[true,{\"b\":" + whole(false) + "},\"]\"]" : "false";
        }
        return whole(wanted);
    }

    @Test
    void aRecordIsReadAsJacksonReadsIt() throws IOException {
        Decoder decoder = Coding.format(new JsonFormatFactory()).decoder(SCHEMA, new int[] {0, 1, 2, 3, 4, 5});
        BatchBuilder rows = new BatchBuilder(SCHEMA.types());
        int read = 0;
        int refused = 0;
        for (int trial = 0; trial < 40_000; trial++) {
            tooMuch = false;
            String text = object(NAMES, 0);
            boolean damaged = random.nextInt(4) == 0;
            if (damaged) {
                int at = random.nextInt(text.length());
                text = text.substring(0, at)
                        + pick(new String[] {"", "0", ",", "\"", "}", ".", "e", "\\", "\u0001"})
                        + text.substring(Math.min(text.length(), at + random.nextInt(2)));
            }
            String shown = "seed " + seed + ", trial " + trial + ": " + text;
            JsonNode expected = jackson(text);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            try {
                decoder.decode(bytes, 0, bytes.length, rows);
            } catch (SqlException e) {
                assertThat(e.code()).as(shown).isEqualTo(ErrorCode.UNDECODABLE_RECORD);
                assertThat(damaged || tooMuch).as(shown + " " + e.getMessage()).isTrue();
                rows.rollback();
                refused++;
                continue;
            }
            if (expected == null) {
                assertThat(rows.isEmpty()).as(shown).isTrue();
                continue;
            }
            assertThat(rows.size()).as(shown).isEqualTo(1);
            if (!damaged) {
                assertThat(tooMuch).as(shown).isFalse();
                check(shown, SCHEMA, expected, rows.build().rows(SCHEMA.types()).get(0));
                read++;
            } else {
                rows.build();
            }
        }
        assertThat(read).isGreaterThan(10_000);
        assertThat(refused).isGreaterThan(3_000);
    }

    private static JsonNode jackson(String text) {
        try {
            JsonNode node = JACKSON.readTree(text);
            return node.isMissingNode() ? null : node;
        } catch (JsonProcessingException e) {
            return null;
        } catch (NumberFormatException e) {
            return JACKSON.createObjectNode(); // valid, though Jackson cannot hold its exponent
        }
    }

    private static void check(String shown, Schema schema, JsonNode expected, List<?> row) {
        for (int i = 0; i < schema.size(); i++) {
            JsonNode value = expected.get(schema.name(i));
            Object found = row.get(i);
            if (value == null || value.isNull()) {
                assertThat(found).as(shown).isNull();
            } else if (value.isObject()) {
                check(shown, INNER, value, (List<?>) found);
            } else if (value.isNumber()) {
                assertThat(new BigDecimal((Long) found)).as(shown).isEqualByComparingTo(value.decimalValue());
            } else {
                assertThat(found).as(shown).isEqualTo(value.textValue());
            }
        }
    }

    @Test
    void textIsWrittenSoThatJacksonReadsIt() throws IOException {
        Schema schema = new Schema(List.of(new Field("t", DataType.text()), new Field("n", DataType.bigint())));
        Encoder encoder = Coding.format(new JsonFormatFactory()).encoder(schema);
        for (int trial = 0; trial < 20_000; trial++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.appendCodePoint(
                        switch (random.nextInt(12)) {
                            case 0 -> random.nextInt(32);
                            case 1 -> "\"\\/\u007f".charAt(random.nextInt(4));
                            case 2 -> 0x80 + random.nextInt(0xD800 - 0x80);
                            case 3 -> 0x10000 + random.nextInt(0x100000);
                            default -> 'a' + random.nextInt(26);
                        });
            }
            long number = random.nextInt(4) == 0
                    ? (long) Math.pow(10, random.nextInt(19)) - random.nextInt(2)
                    : random.nextLong() >> random.nextInt(64);
            BatchBuilder rows = new BatchBuilder(schema.types());
            rows.append(List.of(text.toString(), number), 1);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            encoder.encode(rows.build(), 0, out);
            JsonNode read = JACKSON.readTree(out.toByteArray());
            String shown = "seed " + seed + ", trial " + trial;
            assertThat(new ArrayList<>(
                            List.of(read.get("t").textValue(), read.get("n").longValue())))
                    .as(shown)
                    .isEqualTo(List.of(text.toString(), number));
        }
    }
}
