// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.nexmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.ConstantVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.connector.Connector;
import io.weir.spi.connector.Poll;
import io.weir.spi.connector.Positions;
import io.weir.spi.connector.Predicate;
import io.weir.spi.connector.Predicate.Comparison;
import io.weir.spi.connector.Reader;
import io.weir.spi.connector.Source;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.option.Option;
import io.weir.spi.option.Options;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NexmarkTest {
    private static final Schema SCHEMA = Tables.EVERYTHING;
    private static final int BID_PRICE = NexmarkColumn.BID_PRICE.ordinal();

    private final Tables tables = new Tables();

    @Test
    void aReaderOpenedAtAnyPositionGivesTheSameRowsAsReadingOn() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Source source = tables.source(
                SCHEMA,
                "events.num",
                "9987",
                "splits",
                "3",
                "seed",
                "" + random.nextInt(),
                "person.proportion",
                "" + (1 + random.nextInt(3)),
                "bid.proportion",
                "" + random.nextInt(60));
        List<Predicate> predicates = random.nextBoolean() ? List.of() : List.of(eventType(Comparison.GREATER, 0));
        for (int split = 0; split < 3; split++) {
            List<List<Object>> whole = read(Tables.open(source, split, null, predicates, Tables.all(SCHEMA)));
            List<List<Object>> pieces = new ArrayList<>();
            byte[] position = null;
            while (pieces.size() < whole.size()) {
                Reader reader = Tables.open(source, split, position, predicates, Tables.all(SCHEMA));
                Batch batch = ((Poll.Rows) reader.poll(1 + random.nextInt(300), null)).batch();
                pieces.addAll(batch.rows(SCHEMA.types()));
                position = reader.position();
            }
            assertThat(pieces).as("seed %d", seed).isEqualTo(whole);
        }
    }

    @Test
    void cutsCanBeRepeated() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (List<Predicate> predicates : List.of(
                List.<Predicate>of(),
                List.of(eventType(Comparison.EQUAL, 2)),
                List.of(eventType(Comparison.EQUAL, 0)))) {
            Source source = tables.source(SCHEMA, "splits", "2");
            Reader reader = Tables.open(source, 1, null, predicates, 0, BID_PRICE);
            Reader again = Tables.open(source, 1, null, predicates, 0, BID_PRICE);
            List<DataType> types = List.of(DataType.integer(), DataType.bigint());
            for (int cut = 0; cut < 50; cut++) {
                List<List<Object>> rows = new ArrayList<>();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    rows.addAll(((Poll.Rows) reader.poll(1 + random.nextInt(200), null))
                            .batch()
                            .rows(types));
                }
                byte[] until = reader.position();
                List<List<Object>> repeated = Tables.read(again, types, 1 + random.nextInt(200), until);
                assertThat(repeated).as("seed %d, cut %d", seed, cut).isEqualTo(rows);
                assertThat(again.position()).isEqualTo(until);
            }
        }
    }

    @Test
    void aPositionBehindTheLastWantedEventIsReached() {
        Source source = tables.source(SCHEMA);
        Reader reader = Tables.open(source, 0, null, List.of(eventType(Comparison.EQUAL, 0)), 0);
        byte[] until = Positions.of(1030);
        assertThat(Tables.read(reader, List.of(DataType.integer()), 100, until)).hasSize(21);
        assertThat(reader.poll(100, until)).isEqualTo(Poll.NOTHING);
        assertThat(reader.position()).isEqualTo(until);
    }

    @Test
    void projectionsEqualTheWholeProjected() {
        List<List<Object>> whole = tables.everything("events.num", "5000");
        Random random = new Random();
        long seed = random.nextLong();
        random.setSeed(seed);
        Source source = tables.source(SCHEMA, "events.num", "5000");
        for (int trial = 0; trial < 60; trial++) {
            int[] columns = trial < SCHEMA.size()
                    ? new int[] {trial}
                    : random.ints(random.nextInt(6), 0, SCHEMA.size()).toArray();
            List<DataType> types = SCHEMA.select(columns).types();
            List<List<Object>> expected = new ArrayList<>();
            for (List<Object> row : whole) {
                expected.add(
                        Arrays.stream(columns).mapToObj(row::get).collect(ArrayList::new, List::add, List::addAll));
            }
            List<List<Object>> actual = Tables.read(Tables.open(source, 0, null, List.of(), columns), types, 777, null);
            assertThat(actual)
                    .as("seed %d, columns %s", seed, Arrays.toString(columns))
                    .isEqualTo(expected);
        }
    }

    @Test
    void predicatesLeaveOutOnlyWhatDoesNotSatisfyThem() {
        List<List<Object>> whole = tables.everything("events.num", "5000");
        Source source = tables.source(SCHEMA, "events.num", "5000");
        for (Comparison comparison : Comparison.values()) {
            for (int value = -1; value <= 3; value++) {
                Predicate predicate = eventType(comparison, value);
                List<List<Object>> expected = whole.stream()
                        .filter(row ->
                                holds(comparison, ((Integer) row.get(0)).compareTo(((Integer) predicate.value()))))
                        .toList();
                List<List<Object>> actual = read(Tables.open(source, 0, null, List.of(predicate), Tables.all(SCHEMA)));
                assertThat(actual).as("event_type %s %d", comparison, value).isEqualTo(expected);
            }
        }
        List<List<Object>> bids = read(Tables.open(
                source, 0, null, List.of(new Predicate(BID_PRICE, Comparison.GREATER, 500L)), Tables.all(SCHEMA)));
        assertThat(bids)
                .isEqualTo(
                        whole.stream().filter(row -> row.get(BID_PRICE) != null).toList());
    }

    @Test
    void columnsOfOtherKindsAreConstantAndBidsHaveNoNulls() {
        Source source = tables.source(SCHEMA);
        Reader reader = Tables.open(source, 0, null, List.of(eventType(Comparison.EQUAL, 2)), Tables.all(SCHEMA));
        Batch batch = ((Poll.Rows) reader.poll(2048, null)).batch();
        for (NexmarkColumn column : NexmarkColumn.values()) {
            boolean constant =
                    column.kind() == Kind.PERSON || column.kind() == Kind.AUCTION || column == NexmarkColumn.EVENT_TYPE;
            assertThat(batch.column(column.ordinal()) instanceof ConstantVector).isEqualTo(constant);
            if (!constant) {
                assertThat(batch.column(column.ordinal()).nulls()).isNull();
            }
        }
    }

    @Test
    void splitsHaveEachEventOnce() {
        List<List<Object>> whole = tables.everything("events.num", "3333");
        Source source = tables.source(SCHEMA, "events.num", "3333", "splits", "4");
        List<List<Object>> pieces = new ArrayList<>();
        for (int split = 0; split < 4; split++) {
            pieces.addAll(read(Tables.open(source, split, null, List.of(), Tables.all(SCHEMA))));
        }
        assertThat(pieces).containsExactlyInAnyOrderElementsOf(whole);
    }

    @Test
    void batchesKeepToTheirBoundsAndAreReused() {
        Source source = tables.source(SCHEMA);
        Reader bids = Tables.open(source, 0, null, List.of(eventType(Comparison.EQUAL, 2)), BID_PRICE);
        Batch first = ((Poll.Rows) bids.poll(1_000_000, null)).batch();
        assertThat(first.size()).isEqualTo(44 * 46);
        first.release();
        Batch second = ((Poll.Rows) bids.poll(1_000_000, null)).batch();
        assertThat(values(second)).isSameAs(values(first));
        second.retain();
        second.release();
        Batch third = ((Poll.Rows) bids.poll(1_000_000, null)).batch();
        assertThat(values(third)).isNotSameAs(values(second));
        Reader everything = Tables.open(source, 0, null, List.of(), Tables.all(SCHEMA));
        assertThat(((Poll.Rows) everything.poll(1_000_000, null)).batch().size())
                .isEqualTo(24 * 50);
    }

    private static long[] values(Batch batch) {
        return ((LongVector) batch.column(0)).values();
    }

    @Test
    void bitsAreTheSameInALoopAndAlone() {
        Model model = Model.of(Options.none());
        Slice slice = new Slice(model, new boolean[] {true, true, true}, 1, 3, 100);
        slice.take(slice.seek(0), 10_000, 100);
        long[] bits = slice.bits(99);
        for (int run = 0; run < slice.runs(); run++) {
            for (int i = 0; i < slice.length(run); i++) {
                assertThat(bits[slice.start(run) + i]).isEqualTo(Mix.bits(99, slice.event(run) + i));
            }
        }
    }

    @Test
    void theFirstEventsAreTheseForEver() {
        List<List<Object>> rows = tables.everything("events.num", "20000");
        assertThat(rows.get(0).subList(0, 9))
                .asString()
                .isEqualTo(
                        "[0, 1436918400000000, 1000, Paul Smith, lawz@acho.com, 9575 9209 0627 3906, Boise, CA, 1436918400000000]");
        assertThat(rows.hashCode()).isEqualTo(-462986823);
    }

    @Test
    void aRateGivesEventsEvenly() {
        Source source = tables.source(SCHEMA, "rate.limited", "true", "first-event.rate", "1000");
        Reader reader = Tables.open(source, 0, null, List.of(), 0);
        for (int event = 0; event < 200; event++) {
            assertThat(((Poll.Rows) reader.poll(2048, null)).batch().size()).isEqualTo(1);
            Poll.Nothing nothing = (Poll.Nothing) reader.poll(2048, null);
            assertThat(nothing.retryAtMicros()).isEqualTo(1_000_000 + (event + 1) * 1000L);
            tables.now = nothing.retryAtMicros();
        }
    }

    @Test
    void aTableMayDeclareSomeOfTheColumns() {
        Schema schema = new Schema(List.of(
                new Field("BID_Price", DataType.bigint()),
                new Field("person_emailAddress", DataType.text()),
                new Field("date_time", DataType.timestampLtz(6).withNullable(false))));
        Source source = tables.source(schema, "events.num", "2");
        assertThat(source.bounded()).isTrue();
        List<List<Object>> rows =
                Tables.read(Tables.open(source, 0, null, List.of(), 0, 1, 2), schema.types(), 10, null);
        assertThat(rows.get(0).get(0)).isNull();
        assertThat((String) rows.get(0).get(1)).contains("@");
        assertThat(rows.get(1)).isEqualTo(Arrays.asList(null, null, 1_436_918_400_000_010L));
    }

    @Test
    void wrongColumnsAreNamed() {
        assertThat(failure(new Field("bid_prize", DataType.bigint()))).satisfies(e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.COLUMN_NOT_FOUND);
            assertThat(e.hint()).isEqualTo("The nearest name is \"bid_price\".");
        });
        assertThat(failure(new Field("bid_price", DataType.integer()))).satisfies(e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.TYPE_MISMATCH);
            assertThat(e).hasMessage("column \"bid_price\" cannot be INT");
            assertThat(e.hint()).isEqualTo("Declare it as BIGINT.");
        });
        assertThat(failure(new Field("bid_price", DataType.bigint().withNullable(false)))
                        .detail())
                .isEqualTo("It is NULL in events of other kinds.");
        assertThat(failure(new Field("bid_url", DataType.text(10))).code()).isEqualTo(ErrorCode.TYPE_MISMATCH);
        SqlException rate =
                catchThrowableOfType(SqlException.class, () -> tables.source(SCHEMA, "next-event.rate", "5"));
        assertThat(rate.code()).isEqualTo(ErrorCode.NOT_SUPPORTED);
    }

    @Test
    void thePageHasEveryOptionAndColumn() throws IOException {
        Connector connector = ServiceLoader.load(Connector.class).findFirst().orElseThrow();
        assertThat(connector.name()).isEqualTo("nexmark");
        String page = Files.readString(Path.of("../../docs/connectors/nexmark.md"));
        for (Option<?> option : connector.options()) {
            assertThat(page).contains("\n| `" + option.key() + "` |");
            assertThat(option.doc()).isNotBlank();
        }
        for (String column : NexmarkColumn.names()) {
            assertThat(page).contains("    " + column + " ");
        }
    }

    private SqlException failure(Field field) {
        return catchThrowableOfType(SqlException.class, () -> tables.source(new Schema(List.of(field))));
    }

    private static List<List<Object>> read(Reader reader) {
        return Tables.read(reader, SCHEMA.types(), 2048, null);
    }

    private static Predicate eventType(Comparison comparison, int value) {
        return new Predicate(0, comparison, value);
    }

    private static boolean holds(Comparison comparison, int order) {
        return IntStream.of(
                        switch (comparison) {
                            case EQUAL -> new int[] {0};
                            case NOT_EQUAL -> new int[] {-1, 1};
                            case LESS -> new int[] {-1};
                            case LESS_OR_EQUAL -> new int[] {-1, 0};
                            case GREATER -> new int[] {1};
                            case GREATER_OR_EQUAL -> new int[] {0, 1};
                        })
                .anyMatch(sign -> sign == Integer.signum(order));
    }
}
