// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.datagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vectors;
import io.weir.spi.connector.Poll;
import io.weir.spi.connector.Positions;
import io.weir.spi.connector.Reader;
import io.weir.spi.connector.Source;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DatagenTest {
    private static final Schema EVERY_TYPE = new Schema(List.of(
            new Field("flag", DataType.bool()),
            new Field("tiny", DataType.tinyint()),
            new Field("small", DataType.smallint()),
            new Field("number", DataType.integer()),
            new Field("big", DataType.bigint()),
            new Field("real", DataType.floating()),
            new Field("double", DataType.doubling()),
            new Field("money", DataType.decimal(12, 2)),
            new Field("huge", DataType.decimal(38, 5)),
            new Field("name", DataType.text()),
            new Field("short", DataType.text(7)),
            new Field("raw", DataType.bytes()),
            new Field("day", DataType.date()),
            new Field("clock", DataType.time(0)),
            new Field("ts", DataType.timestamp(3)),
            new Field("ltz", DataType.timestampLtz(6)),
            new Field("months", DataType.intervalMonths()),
            new Field("span", DataType.intervalMicros()),
            new Field(
                    "row",
                    DataType.row(List.of(
                            new Field("a", DataType.integer()), new Field("b", DataType.array(DataType.text()))))),
            new Field("list", DataType.array(DataType.bigint())),
            new Field("map", DataType.map(DataType.tinyint(), DataType.doubling()))));

    private final Tables tables = new Tables();

    @Test
    void sequencesCountFromStartToEndAndEndTheTable() {
        Schema schema = new Schema(List.of(
                new Field("id", DataType.bigint()),
                new Field("text", DataType.text()),
                new Field("price", DataType.decimal(10, 2)),
                new Field("huge", DataType.decimal(30, 3)),
                new Field("real", DataType.doubling())));
        Source source = tables.source(
                schema,
                Map.ofEntries(
                        Map.entry("fields.id.kind", "sequence"),
                        Map.entry("fields.id.start", "1"),
                        Map.entry("fields.id.end", "3"),
                        Map.entry("fields.text.kind", "sequence"),
                        Map.entry("fields.text.start", "-1"),
                        Map.entry("fields.text.end", "1000"),
                        Map.entry("fields.price.kind", "sequence"),
                        Map.entry("fields.price.start", "10"),
                        Map.entry("fields.price.end", "100"),
                        Map.entry("fields.huge.kind", "sequence"),
                        Map.entry("fields.huge.start", "-2"),
                        Map.entry("fields.huge.end", "100"),
                        Map.entry("fields.real.kind", "sequence"),
                        Map.entry("fields.real.start", "0"),
                        Map.entry("fields.real.end", "100")));
        assertThat(source.bounded()).isTrue();
        assertThat(read(source, schema, 0, null))
                .containsExactly(
                        List.of(1L, "-1", new BigDecimal("10.00"), new BigDecimal("-2.000"), 0.0),
                        List.of(2L, "0", new BigDecimal("11.00"), new BigDecimal("-1.000"), 1.0),
                        List.of(3L, "1", new BigDecimal("12.00"), new BigDecimal("0.000"), 2.0));
    }

    @Test
    void everyTypeHasValuesInItsBounds() {
        Map<String, String> options = Map.ofEntries(
                Map.entry("number-of-rows", "3000"),
                Map.entry("fields.number.min", "-5"),
                Map.entry("fields.number.max", "5"),
                Map.entry("fields.money.min", "0.50"),
                Map.entry("fields.money.max", "2"),
                Map.entry("fields.double.min", "0.25"),
                Map.entry("fields.double.max", "0.75"),
                Map.entry("fields.big.null-rate", "0.5"),
                Map.entry("fields.name.length", "12"),
                Map.entry("fields.name.var-len", "true"),
                Map.entry("fields.list.length", "2"),
                Map.entry("fields.list.element.min", "7"),
                Map.entry("fields.list.element.max", "7"),
                Map.entry("fields.row.b.element.length", "1"));
        List<List<Object>> rows = read(tables.source(EVERY_TYPE, options), EVERY_TYPE, 0, null);
        assertThat(rows).hasSize(3000);
        assertThat(rows).allSatisfy(row -> {
            assertThat((Integer) row.get(1)).isBetween(-128, 127);
            assertThat((Integer) row.get(2)).isBetween(-32768, 32767);
            assertThat((Integer) row.get(3)).isBetween(-5, 5);
            assertThat((Double) row.get(6)).isBetween(0.25, 0.75);
            assertThat((BigDecimal) row.get(7)).isBetween(new BigDecimal("0.50"), new BigDecimal("2.00"));
            assertThat(((BigDecimal) row.get(8)).precision()).isLessThanOrEqualTo(38);
            assertThat((String) row.get(9)).matches("[0-9a-f]{1,12}");
            assertThat((String) row.get(10)).matches("[0-9a-f]{7}");
            assertThat((byte[]) row.get(11)).hasSize(100);
            assertThat((Integer) row.get(12)).isEqualTo(18262);
            assertThat((Long) row.get(13)).isBetween(0L, 86_399_999_999L);
            assertThat((List<?>) row.get(19)).hasSize(2).allMatch(element -> element.equals(7L));
            assertThat((Map<?, ?>) row.get(20)).hasSizeBetween(1, 3);
        });
        long nulls = rows.stream().filter(row -> row.get(4) == null).count();
        assertThat(nulls).isBetween(1300L, 1700L);
        assertThat(rows.stream().map(row -> row.get(3)).distinct()).hasSize(11);
        assertThat(rows.stream().filter(row -> (Boolean) row.get(0)).count()).isBetween(1300L, 1700L);
    }

    @Test
    void timesFollowTheRows() {
        Schema schema = new Schema(
                List.of(new Field("ts", DataType.timestamp(3)), new Field("past", DataType.timestampLtz(6))));
        Source source = tables.source(
                schema,
                Map.of(
                        "number-of-rows", "3",
                        "rows-per-second", "4",
                        "base-time", "2024-01-01 00:00:00.5",
                        "fields.past.max-past", "1 min"));
        tables.now = 0;
        Reader reader = Tables.open(source, 0, null, 0, 1);
        List<List<Object>> rows = Tables.read(reader, schema, 100, Positions.of(3));
        long base = 1_704_067_200_500_000L;
        assertThat(rows).extracting(row -> row.get(0)).containsExactly(base, base + 250_000, base + 500_000);
        assertThat(rows).allSatisfy(row -> assertThat((Long) row.get(1)).isBetween(base - 60_000_000, base + 500_000));
    }

    @Test
    void aReaderOpenedAtAnyPositionGivesTheSameRowsAsReadingOn() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Map<String, String> options = Map.of(
                "number-of-rows",
                "5000",
                "splits",
                "3",
                "fields.number.null-rate",
                "0.3",
                "seed",
                "" + random.nextInt());
        Source source = tables.source(EVERY_TYPE, options);
        for (int split = 0; split < 3; split++) {
            List<List<Object>> whole = read(source, EVERY_TYPE, split, null);
            for (int trial = 0; trial < 5; trial++) {
                List<List<Object>> pieces = new ArrayList<>();
                byte[] position = null;
                while (pieces.size() < whole.size()) {
                    Reader reader = Tables.open(source, split, position, Tables.all(EVERY_TYPE));
                    Poll poll = reader.poll(1 + random.nextInt(700), null);
                    pieces.addAll(((Poll.Rows) poll).batch().rows(EVERY_TYPE.types()));
                    position = reader.position();
                }
                assertThat(same(pieces)).as("seed %d", seed).isEqualTo(same(whole));
            }
        }
    }

    @Test
    void aReaderStopsAtTheGivenPosition() {
        Schema schema = new Schema(List.of(new Field("id", DataType.bigint())));
        Map<String, String> options =
                Map.of("splits", "2", "fields.id.kind", "sequence", "fields.id.start", "0", "fields.id.end", "99");
        Source source = tables.source(schema, options);
        Reader reader = Tables.open(source, 1, null, 0);
        reader.poll(3, null);
        byte[] until = reader.position();
        Reader again = Tables.open(source, 1, null, 0);
        assertThat(Tables.read(again, schema, 2048, until)).containsExactly(List.of(1L), List.of(3L), List.of(5L));
        assertThat(again.poll(2048, until)).isEqualTo(Poll.NOTHING);
        assertThat(again.position()).isEqualTo(until);
        assertThat(Tables.read(again, schema, 2048, null))
                .hasSize(47)
                .startsWith(List.of(7L))
                .endsWith(List.of(99L));
        assertThat(again.poll(2048, null)).isEqualTo(Poll.END);
    }

    @Test
    void columnsDoNotDependOnWhichOthersAreRead() {
        Source source = tables.source(EVERY_TYPE, Map.of("number-of-rows", "100"));
        List<List<Object>> whole = same(read(source, EVERY_TYPE, 0, null));
        for (int[] columns : new int[][] {{4}, {9, 0}, {20, 18, 7}, {}}) {
            Reader reader = Tables.open(source, 0, null, columns);
            Batch batch = ((Poll.Rows) reader.poll(100, null)).batch();
            assertThat(batch.size()).isEqualTo(100);
            for (int i = 0; i < columns.length; i++) {
                for (int row = 0; row < 100; row++) {
                    Object value = Vectors.value(batch.column(i), EVERY_TYPE.type(columns[i]), row);
                    assertThat(comparable(value)).isEqualTo(whole.get(row).get(columns[i]));
                }
            }
        }
    }

    @Test
    void anotherSeedGivesOtherRows() {
        List<List<Object>> one = read(tables.source(EVERY_TYPE, Map.of("number-of-rows", "10")), EVERY_TYPE, 0, null);
        List<List<Object>> other =
                read(tables.source(EVERY_TYPE, Map.of("number-of-rows", "10", "seed", "7")), EVERY_TYPE, 0, null);
        assertThat(one.get(0).get(4)).isNotEqualTo(other.get(0).get(4));
    }

    @Test
    void batchesKeepToTheirBounds() {
        Schema schema = new Schema(List.of(new Field("name", DataType.text())));
        Source wide = tables.source(schema, Map.of("number-of-rows", "1000", "fields.name.length", "10000"));
        Batch batch = ((Poll.Rows) Tables.open(wide, 0, null, 0).poll(100_000, null)).batch();
        assertThat(batch.size()).isBetween(1, 26);
        Source narrow = tables.source(schema, Map.of("number-of-rows", "100000", "fields.name.length", "1"));
        assertThat(((Poll.Rows) Tables.open(narrow, 0, null, 0).poll(100_000, null))
                        .batch()
                        .size())
                .isEqualTo(Batch.MAX_ROWS);
    }

    @Test
    void aRateGivesRowsOneByOneAndNotInBursts() {
        Schema schema = new Schema(List.of(new Field("id", DataType.bigint())));
        Source source = tables.source(schema, Map.of("rows-per-second", "1000"));
        assertThat(source.bounded()).isFalse();
        Reader reader = Tables.open(source, 0, null, 0);
        long start = tables.now;
        for (int row = 0; row < 2500; row++) {
            Poll.Rows rows = (Poll.Rows) reader.poll(2048, null);
            assertThat(rows.batch().size()).isEqualTo(1);
            Poll.Nothing nothing = (Poll.Nothing) reader.poll(2048, null);
            assertThat(nothing.retryAtMicros()).isEqualTo(start + (row + 1) * 1000L);
            tables.now = nothing.retryAtMicros();
        }
    }

    @Test
    void aReaderThatWasKeptWaitingCatchesUpOneSecond() {
        Schema schema = new Schema(List.of(new Field("id", DataType.bigint())));
        Source source = tables.source(schema, Map.of("rows-per-second", "100"));
        Reader reader = Tables.open(source, 0, null, 0);
        reader.poll(2048, null);
        tables.now += 3_600_000_000L;
        assertThat(Tables.read(reader, schema, 2048, null)).hasSize(101);
        tables.now += 10_000;
        assertThat(Tables.read(reader, schema, 2048, null)).hasSize(1);
    }

    @Test
    void splitsShareTheRate() {
        Schema schema = new Schema(List.of(new Field("id", DataType.bigint())));
        Source source = tables.source(schema, Map.of("rows-per-second", "1000", "splits", "4"));
        List<Reader> readers = new ArrayList<>();
        for (int split = 0; split < 4; split++) {
            readers.add(Tables.open(source, split, null, 0));
            readers.get(split).poll(1, null);
        }
        tables.now += 999_000;
        int rows = 4;
        for (Reader reader : readers) {
            rows += Tables.read(reader, schema, 2048, null).size();
        }
        assertThat(rows).isBetween(999, 1003);
    }

    @Test
    void misspeltAndMisplacedOptionsAreNamed() {
        Schema schema = new Schema(List.of(
                new Field("amount", DataType.integer()),
                new Field("name", DataType.text(5).withNullable(false))));
        assertThat(failure(schema, "fields.amuont.min", "3").hint())
                .isEqualTo("The nearest name is \"fields.amount.min\".");
        assertThat(failure(schema, "fields.amount.length", "3").code()).isEqualTo(ErrorCode.OPTION_UNKNOWN);
        assertThat(failure(schema, "fields.amount.min", "3000000000").code()).isEqualTo(ErrorCode.OPTION_VALUE);
        assertThat(failure(schema, "fields.amount.min", "1.5").code()).isEqualTo(ErrorCode.OPTION_VALUE);
        assertThat(failure(schema, "fields.amount.min", "1e999999999").code()).isEqualTo(ErrorCode.OPTION_VALUE);
        assertThat(failure(schema, "fields.name.length", "6").code()).isEqualTo(ErrorCode.OPTION_VALUE);
        assertThat(failure(schema, "fields.name.null-rate", "0.5").code()).isEqualTo(ErrorCode.OPTION_VALUE);
        assertThat(failure(schema, "fields.amount.kind", "sequence")).satisfies(e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.OPTION_MISSING);
            assertThat(e).hasMessage("a sequence needs the option \"fields.amount.start\"");
        });
        assertThat(failure(schema, "fields.amount.start", "1").hint())
                .isEqualTo("Remove it, or change \"fields.amount.kind\".");
        assertThat(failure(schema, "rows-per-second", "0").code()).isEqualTo(ErrorCode.OPTION_VALUE);
    }

    private SqlException failure(Schema schema, String key, String value) {
        return catchThrowableOfType(SqlException.class, () -> tables.source(schema, Map.of(key, value)));
    }

    private static List<List<Object>> read(Source source, Schema schema, int split, byte[] position) {
        return Tables.read(Tables.open(source, split, position, Tables.all(schema)), schema, 700, null);
    }

    /** The same rows with byte arrays as lists, which compare by content. */
    private static List<List<Object>> same(List<List<Object>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(DatagenTest::comparable).collect(Collectors.toList()))
                .toList();
    }

    private static Object comparable(Object value) {
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value;
    }
}
