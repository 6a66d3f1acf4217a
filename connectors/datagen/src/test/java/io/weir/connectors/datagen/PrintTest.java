// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.datagen;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.connector.Connector;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.Writer;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class PrintTest {
    private static final Schema SHOPS =
            new Schema(List.of(new Field("id", DataType.integer()), new Field("shop", DataType.text())));

    private final Tables tables = new Tables();

    @Test
    void changesAreLinesAndWeightsAreUnrolled() {
        Writer writer = sink(SHOPS, Map.of("print-identifier", "orders")).open("job", 0);
        BatchBuilder builder = new BatchBuilder(SHOPS.types());
        builder.append(List.of(1, "north"), 2);
        builder.append(Arrays.asList(null, "süd"), -1);
        builder.append(List.of(3, "unseen"), 1);
        writer.write(builder.build().withSelection(new int[] {0, 1}, 2));
        assertThat(tables.text()).isEmpty();
        writer.flush();
        assertThat(tables.text()).isEqualTo("""
                        orders> +I[1, north]
                        orders> +I[1, north]
                        orders> -D[NULL, süd]
                        """);
        assertThat(writer.prepare(1)).isEmpty();
    }

    @Test
    void everyTypeHasItsText() {
        Schema schema = new Schema(List.of(
                new Field("flag", DataType.bool()),
                new Field("double", DataType.doubling()),
                new Field("money", DataType.decimal(30, 2)),
                new Field("raw", DataType.bytes()),
                new Field("day", DataType.date()),
                new Field("clock", DataType.time(3)),
                new Field("ts", DataType.timestamp(3)),
                new Field("ltz", DataType.timestampLtz(0)),
                new Field(
                        "row",
                        DataType.row(List.of(
                                new Field("a", DataType.date()), new Field("b", DataType.array(DataType.integer()))))),
                new Field("map", DataType.map(DataType.text(), DataType.integer()))));
        Writer writer = sink(schema, Map.of("standard-error", "true")).open("job", 0);
        BatchBuilder builder = new BatchBuilder(schema.types());
        builder.append(
                List.of(
                        true,
                        1.5,
                        new BigDecimal("-1E+3"),
                        new byte[] {1, -1},
                        -1,
                        1_500_000L,
                        -1L,
                        1_577_880_000_000_000L,
                        List.of(0, Arrays.asList(1, null)),
                        Map.of("k", 7)),
                1);
        writer.write(builder.build());
        writer.flush();
        assertThat(tables.text()).isEmpty();
        assertThat(tables.printedAsError.toString(StandardCharsets.UTF_8))
                .isEqualTo("+I[true, 1.5, -1000.00, x'01ff', 1969-12-31, 00:00:01.500, 1969-12-31 23:59:59.999, "
                        + "2020-01-01 12:00:00Z, (1970-01-01, [1, NULL]), {k=7}]\n");
    }

    @Test
    void whatWasNotFlushedIsThrownAway() {
        Writer writer = sink(SHOPS, Map.of()).open("job", 0);
        BatchBuilder builder = new BatchBuilder(SHOPS.types());
        builder.append(List.of(1, "north"), 1);
        writer.write(builder.build());
        writer.close();
        assertThat(tables.text()).isEmpty();
    }

    @Test
    void printTakesChangesAndBlackholeTakesAnything() {
        assertThat(sink(SHOPS, Map.of()).accepts()).containsExactlyInAnyOrder(ChangeMode.APPEND, ChangeMode.RETRACT);
        Connector blackhole = new BlackholeConnector();
        Sink sink =
                blackhole.sink(Tables.spec(blackhole, SHOPS, Map.of()), tables).orElseThrow();
        assertThat(sink.accepts()).containsExactlyInAnyOrder(ChangeMode.values());
        assertThat(sink.open("job", 3).prepare(1)).isEmpty();
    }

    @Test
    void theConnectorsAreFoundByName() {
        assertThat(ServiceLoader.load(Connector.class))
                .extracting(Connector::name)
                .containsExactlyInAnyOrder("datagen", "print", "blackhole");
    }

    private Sink sink(Schema schema, Map<String, String> options) {
        Connector connector = new PrintConnector();
        return connector.sink(Tables.spec(connector, schema, options), tables).orElseThrow();
    }
}
