// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.format.Decoder;
import io.weir.spi.format.Format;
import io.weir.spi.format.FormatFactory;
import io.weir.spi.option.Option;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CsvTest {
    private static final Schema SHOPS = new Schema(List.of(
            new Field("id", DataType.integer()),
            new Field("shop", DataType.text()),
            new Field("amount", DataType.decimal(6, 2))));

    @Test
    void linesAreRows() {
        assertThat(Coding.decode(
                        csv(),
                        SHOPS,
                        "\uFEFF1,north,12.50\r\n\r\n 2 ,\"so \"\"uth\"\",\nend\",+.5\n3,,\n4,\"\",\"\"\n5,a\"b, 007 "))
                .containsExactly(
                        List.of(1, "north", new BigDecimal("12.50")),
                        List.of(2, "so \"uth\",\nend", new BigDecimal("0.50")),
                        Arrays.asList(3, null, null),
                        Arrays.asList(4, "", null),
                        List.of(5, "a\"b", new BigDecimal("7.00")));
    }

    @Test
    void rowsAreWrittenAsLines() {
        assertThat(text(
                        csv(),
                        SHOPS,
                        List.of(
                                List.of(1, "north", new BigDecimal("12.50")),
                                List.of(2, "so \"uth\",\nend", new BigDecimal("0.50")),
                                Arrays.asList(3, null, null),
                                Arrays.asList(4, "", null))))
                .isEqualTo("1,north,12.50\n2,\"so \"\"uth\"\",\nend\",0.50\n3,,\n4,\"\",\n");
    }

    @Test
    void otherDialectsAreUnderstood() {
        Format tabs = csv("csv.field-delimiter", "\\t", "csv.quote-character", "'", "csv.null-literal", "\\N");
        assertThat(Coding.decode(tabs, SHOPS, "1\t'a\tb'\t\\N\n\\N\t'\\N'\t1\n2\t\t2\n"))
                .containsExactly(
                        Arrays.asList(1, "a\tb", null),
                        Arrays.asList(null, "\\N", new BigDecimal("1.00")),
                        List.of(2, "", new BigDecimal("2.00")));
        Format comments = csv("csv.allow-comments", "true", "csv.header", "true");
        assertThat(Coding.decode(comments, SHOPS, "# it's \"\nid,shop,amount\n1,#,1\n#2,a,2\n"))
                .containsExactly(List.of(1, "#", new BigDecimal("1.00")));
        Format escapes = csv("csv.escape-character", "\\", "csv.disable-quote-character", "true");
        assertThat(Coding.decode(
                        escapes,
                        SHOPS,
                        "1,a\\,\\n\\\\\"\n,1\n"
                                .replace("\n", "|")
                                .replace("|,", ",")
                                .replace("|", "\n")))
                .containsExactly(List.of(1, "a,\n\\\"", new BigDecimal("1.00")));
        Format both = csv("csv.escape-character", "\\");
        assertThat(Coding.decode(both, SHOPS, "1,\"a\\\",\\\\\n\",1\n"))
                .containsExactly(List.of(1, "a\",\\\n", new BigDecimal("1.00")));
    }

    @Test
    void arraysHaveTheirElementsInOneField() {
        Schema schema = new Schema(List.of(
                new Field("n", DataType.array(DataType.integer())), new Field("t", DataType.array(DataType.text()))));
        List<List<Object>> rows = List.of(
                List.of(List.of(1, 2), List.of("a", "")),
                Arrays.asList(null, List.of()),
                List.of(Arrays.asList(null, 1), List.of("a,\"")));
        assertThat(text(csv(), schema, rows)).isEqualTo("1;2,a;\n,\"\"\n;1,\"a,\"\"\"\n");
        assertThat(Coding.decode(csv(), schema, text(csv(), schema, rows))).isEqualTo(rows);
        Format other = csv("csv.array-element-delimiter", "||", "csv.null-literal", "-");
        assertThat(Coding.decode(other, schema, "1||-,-||b||\n-,\n"))
                .containsExactly(
                        List.of(Arrays.asList(1, null), Arrays.asList(null, "b", "")), Arrays.asList(null, List.of()));
    }

    @Test
    void whatIsWrittenIsReadBackTheSame() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int read = 0;
        for (int trial = 0; trial < 600; trial++) {
            RandomRows made = new RandomRows(random, false);
            Schema schema = made.schema();
            List<String> options = new ArrayList<>();
            option(random, options, "csv.field-delimiter", ",", "\\t", ";", "|", "a", ":", "1");
            option(random, options, "csv.quote-character", "\"", "'");
            option(random, options, "csv.escape-character", "\\", "/");
            option(random, options, "csv.null-literal", "NULL", "n", "", "1", "0r");
            option(random, options, "csv.allow-comments", "true");
            option(random, options, "csv.header", "true");
            boolean noQuotes = random.nextInt(4) == 0;
            options.addAll(List.of("csv.disable-quote-character", String.valueOf(noQuotes)));
            Format format;
            try {
                format = csv(options.toArray(String[]::new));
            } catch (SqlException e) {
                // A null literal with a delimiter in it.
                assertThat(e.code()).isEqualTo(ErrorCode.OPTION_VALUE);
                continue;
            }
            List<List<Object>> rows = made.rows(schema, 10);
            byte[] file;
            try {
                file = Coding.encode(format, schema, rows);
            } catch (SqlException e) {
                // What cannot be written is refused, not written wrongly.
                assertThat(e.code()).isEqualTo(ErrorCode.SINK_FAILED);
                assertThat(noQuotes || schema.size() == 1).isTrue();
                continue;
            }
            List<SqlException> errors = new ArrayList<>();
            int[] columns = IntStream.range(0, schema.size()).toArray();
            List<List<Object>> actual = Coding.decode(format, schema, columns, file, errors);
            String shown = String.format(
                    "seed %d, trial %d, %s: %s", seed, trial, options, new String(file, StandardCharsets.UTF_8));
            assertThat(errors).as(shown).isEmpty();
            if (noQuotes) {
                // Without quotes an empty text and NULL are the same.
                actual = emptyIsNull(actual);
                rows = emptyIsNull(rows);
            }
            assertThat(Coding.comparable(actual)).as(shown).isEqualTo(Coding.comparable(rows));
            read++;
        }
        assertThat(read).isGreaterThan(300);
    }

    private static List<List<Object>> emptyIsNull(List<List<Object>> rows) {
        List<List<Object>> changed = new ArrayList<>();
        for (List<Object> row : rows) {
            List<Object> values = new ArrayList<>();
            for (Object value : row) {
                boolean empty = value instanceof String text && text.isEmpty()
                        || value instanceof byte[] bytes && bytes.length == 0;
                values.add(empty ? null : value);
            }
            changed.add(values);
        }
        return changed;
    }

    private static void option(Random random, List<String> options, String key, String... values) {
        if (random.nextBoolean()) {
            options.addAll(List.of(key, values[random.nextInt(values.length)]));
        }
    }

    /** A record ends at the same place however many bytes are there already. */
    @Test
    void recordsEndTheSameHoweverTheBytesCome() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String alphabet = "a,\"\\\n#x";
        for (int trial = 0; trial < 20_000; trial++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(20); i >= 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            Decoder decoder = csv(random.nextBoolean() ? new String[] {"csv.escape-character", "\\"} : new String[] {})
                    .decoder(SHOPS, new int[] {0});
            int whole = decoder.recordEnd(bytes, 0, bytes.length, true);
            assertThat(whole).isBetween(1, bytes.length);
            for (int end = 1; end <= bytes.length; end++) {
                int part = decoder.recordEnd(bytes, 0, end, false);
                if (part >= 0) {
                    assertThat(part).as("seed %d: %s", seed, text).isEqualTo(whole);
                } else if (end == bytes.length) {
                    assertThat(whole).isEqualTo(bytes.length);
                }
            }
        }
    }

    @Test
    void whatDoesNotFitIsNamed() {
        assertThat(errors("1,a")).containsExactly("the line has 2 fields, the table 3 columns: 1,a");
        assertThat(errors("1,a,2,3")).containsExactly("the line has 4 fields, the table 3 columns: 1,a,2,3");
        assertThat(errors("x,a,2")).containsExactly("column \"id\" takes INT, found x");
        assertThat(errors("1,\"a\"b,2")).containsExactly("the line has b,2 where a delimiter should be");
        assertThat(errors("1,\"a,2\n")).containsExactly("the line ends within quotes: \"a,2");
        assertThat(errors("1,a,1234567")).containsExactly("column \"amount\" takes DECIMAL(6, 2), found 1234567");
        List<SqlException> errors = new ArrayList<>();
        Coding.decode(csv(), SHOPS, new int[] {0}, new byte[] {'1', ',', (byte) 0xC3, ',', '2'}, errors);
        assertThat(errors).extracting(SqlException::getMessage).containsExactly("the line is not UTF-8");
        Schema strict = new Schema(List.of(
                new Field("id", DataType.integer().withNullable(false)),
                new Field("t", DataType.text().withNullable(false))));
        assertThat(Coding.decode(csv(), strict, "1,\n")).containsExactly(List.of(1, ""));
        errors.clear();
        Coding.decode(csv(), strict, new int[] {0, 1}, ",a\n".getBytes(StandardCharsets.UTF_8), errors);
        assertThat(errors).extracting(SqlException::getMessage).containsExactly("column \"id\" is NULL");
    }

    @Test
    void errorsCanBeDropped() {
        assertThat(Coding.decode(csv("csv.ignore-parse-errors", "true"), SHOPS, "1,a,x\n2,b,1\n"))
                .containsExactly(List.of(2, "b", new BigDecimal("1.00")));
    }

    @Test
    void nestedColumnsAreRefused() {
        Schema schema = new Schema(List.of(new Field(
                "r", DataType.row(List.of(new Field("a", DataType.array(DataType.text())))))));
        SqlException e = catchThrowableOfType(SqlException.class, () -> csv().decoder(schema, new int[] {0}));
        assertThat(e.code()).isEqualTo(ErrorCode.NOT_SUPPORTED);
        assertThat(e.hint()).isEqualTo("Use 'format' = 'json'.");
        SqlException same = catchThrowableOfType(
                SqlException.class, () -> csv("csv.field-delimiter", "\"").decoder(SHOPS, new int[] {0}));
        assertThat(same.code()).isEqualTo(ErrorCode.OPTION_VALUE);
        assertThat(catchThrowableOfType(SqlException.class, () -> csv("csv.field-delimiter", "é"))
                        .code())
                .isEqualTo(ErrorCode.OPTION_VALUE);
    }

    @Test
    void thePagesHaveEveryOption() throws IOException {
        int formats = 0;
        for (FormatFactory factory : ServiceLoader.load(FormatFactory.class)) {
            String page = Files.readString(Path.of("../../docs/formats", factory.name() + ".md"));
            for (Option<?> option : factory.options()) {
                assertThat(page).contains("\n| `" + option.key() + "` |");
                assertThat(option.doc()).isNotBlank();
            }
            formats++;
        }
        assertThat(formats).isEqualTo(3);
    }

    private static Format csv(String... options) {
        return Coding.format(new CsvFormatFactory(), options);
    }

    private static String text(Format format, Schema schema, List<List<Object>> rows) {
        return new String(Coding.encode(format, schema, rows), StandardCharsets.UTF_8);
    }

    private static List<String> errors(String file) {
        List<SqlException> errors = new ArrayList<>();
        int[] columns = IntStream.range(0, SHOPS.size()).toArray();
        assertThat(Coding.decode(csv(), SHOPS, columns, file.getBytes(StandardCharsets.UTF_8), errors))
                .isEmpty();
        return errors.stream().map(SqlException::getMessage).toList();
    }
}
