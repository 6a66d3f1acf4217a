// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.batch.BytesVector;
import io.weir.spi.batch.ConstantVector;
import io.weir.spi.batch.DictionaryVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.Vectors;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Frame;
import io.weir.spi.session.StatementKind;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import io.weir.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Frames come out as they went in; what was not written by us is refused, whatever it says. */
class WireFramesTest {
    private static final Schema EVERYTHING = schema(
            DataType.bool(),
            DataType.tinyint(),
            DataType.integer(),
            DataType.bigint(),
            DataType.floating(),
            DataType.doubling(),
            DataType.decimal(12, 3),
            DataType.decimal(38, 10),
            DataType.text(),
            DataType.bytes(),
            DataType.date(),
            DataType.time(6),
            DataType.timestamp(6),
            DataType.timestampLtz(3),
            DataType.intervalMonths(),
            DataType.intervalMicros(),
            DataType.array(DataType.array(DataType.integer())),
            DataType.map(DataType.text(), DataType.bigint()),
            DataType.row(List.of(new Field("a", DataType.integer()), new Field("b", DataType.text()))));

    private static Schema schema(DataType... types) {
        List<Field> fields = new ArrayList<>();
        for (DataType type : types) {
            fields.add(new Field("c" + fields.size(), type));
        }
        return new Schema(fields);
    }

    private static Object value(DataType type, Random random, int bits) {
        if (random.nextInt(6) == 0) {
            return null;
        }
        long number = random.nextLong() >> (64 - bits);
        return switch (type.kind()) {
            case BOOLEAN -> random.nextBoolean();
            case TINYINT, SMALLINT, INTEGER, DATE, INTERVAL_MONTHS -> (int) (number % 100);
            case BIGINT, TIME, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_MICROS -> number;
            case FLOAT -> random.nextFloat();
            case DOUBLE -> random.nextDouble();
            case DECIMAL ->
                type.storage() == io.weir.spi.type.Storage.LONG
                        ? BigDecimal.valueOf(number % 1_000_000, 3)
                        : new BigDecimal(new BigInteger(100, random), 10);
            case VARCHAR -> "ü".repeat(random.nextInt(20)) + number;
            case VARBINARY -> BigInteger.valueOf(number).toByteArray();
            case ARRAY -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(((DataType.ArrayType) type).element(), random, bits));
                }
                yield list;
            }
            case MAP -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put("k" + i, value(((DataType.MapType) type).value(), random, bits));
                }
                yield map;
            }
            case ROW -> {
                List<Object> row = new ArrayList<>();
                ((DataType.RowType) type).fields().forEach(field -> row.add(value(field.type(), random, bits)));
                yield row;
            }
            case NULL -> null;
        };
    }

    private static Batch random(Random random, int rows) {
        BatchBuilder builder = new BatchBuilder(EVERYTHING.types());
        for (int i = 0; i < rows; i++) {
            List<Object> row = new ArrayList<>();
            for (DataType type : EVERYTHING.types()) {
                row.add(value(type, random, 1 + random.nextInt(64)));
            }
            builder.append(row, 1);
        }
        return builder.build();
    }

    private static byte[] bytes(Frame frame) {
        WireOutput out = new WireOutput();
        WireFrames.write(frame, out);
        return out.toByteArray();
    }

    @Test
    void framesComeOutAsTheyWentIn() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 60; run++) {
            Batch batch = random(random, random.nextInt(100));
            Batch sent = batch;
            if (random.nextBoolean()) {
                int[] selection = random.ints(0, Math.max(1, batch.rowCount()))
                        .limit(batch.rowCount() / 2)
                        .sorted()
                        .distinct()
                        .toArray();
                sent = batch.withSelection(selection, selection.length);
            }
            Frame frame =
                    new Frame(sent, random.nextLong(), random.nextLong(), random.nextBoolean(), random.nextBoolean());
            Frame read = WireFrames.read(EVERYTHING, new WireInput(bytes(frame)));
            assertThat(read.epoch()).isEqualTo(frame.epoch());
            assertThat(read.watermark()).isEqualTo(frame.watermark());
            assertThat(read.epochComplete()).isEqualTo(frame.epochComplete());
            assertThat(read.last()).isEqualTo(frame.last());
            assertThat(read.rows().rows(EVERYTHING.types()))
                    .as("seed %d", seed)
                    .usingRecursiveComparison()
                    .isEqualTo(sent.rows(EVERYTHING.types()));
        }
        Frame progress = new Frame(null, 7, Long.MIN_VALUE, true, false);
        assertThat(WireFrames.read(EVERYTHING, new WireInput(bytes(progress)))).isEqualTo(progress);
    }

    @Test
    void constantsAndDictionariesComeOutWithoutWhatTheyDoNotShow() {
        Vector words = Vectors.of(DataType.text(), "x");
        byte[] block = "hiddenshownsecret".getBytes(StandardCharsets.UTF_8);
        Vector entries =
                new BytesVector(3, new byte[][] {block}, null, new int[] {0, 6, 11}, new int[] {6, 5, 6}, null);
        Batch batch = new Batch(
                4,
                new DictionaryVector(4, new int[] {1, 1, 1, 1}, entries),
                new ConstantVector(4, words),
                new LongVector(4, new long[] {1, 0x5ec5e7, 3, 4}, new boolean[] {false, true, false, false}));
        Schema schema = schema(DataType.text(), DataType.text(), DataType.bigint());
        byte[] bytes = bytes(new Frame(batch, 0, 0, false, false));
        assertThat(WireFrames.read(schema, new WireInput(bytes)).rows().rows(schema.types()))
                .isEqualTo(List.of(
                        List.of("shown", "x", 1L),
                        Arrays.asList("shown", "x", null),
                        List.of("shown", "x", 3L),
                        List.of("shown", "x", 4L)));
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("hidden", "secret");
        assertThat(bytes.length).isLessThan(100);
    }

    @Test
    void damagedFramesAreRefusedOrReadAsOthersAndNeverHarm() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] whole = bytes(new Frame(random(random, 50), 1, 2, true, false));
        int refused = 0;
        for (int run = 0; run < 2000; run++) {
            byte[] damaged = Arrays.copyOf(whole, random.nextBoolean() ? whole.length : random.nextInt(whole.length));
            for (int i = random.nextInt(4); i >= 0 && damaged.length > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                Frame frame = WireFrames.read(EVERYTHING, new WireInput(damaged));
                if (frame.rows() != null) {
                    frame.rows().rows(EVERYTHING.types());
                }
            } catch (SqlException e) {
                assertThat(e.code()).as("seed %d", seed).isEqualTo(ErrorCode.PROTOCOL);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(800);
    }

    @Test
    void aSmallMessageCannotAskForMuchMemory() {
        WireOutput out = new WireOutput();
        out.oneByte(1);
        out.eightBytes(0);
        out.eightBytes(0);
        out.length(2000); // rows
        for (int depth = 0; depth < 1; depth++) {
            out.oneByte(WireVectors.FLAT);
            out.flag(false);
            out.oneByte(0); // all lengths are the same and need no bytes
            out.fourBytes(500_000);
        }
        out.oneByte(WireVectors.FLAT);
        out.flag(false);
        out.oneByte(0);
        out.eightBytes(7);
        assertThatThrownBy(() ->
                        WireFrames.read(schema(DataType.array(DataType.bigint())), new WireInput(out.toByteArray())))
                .isInstanceOf(SqlException.class)
                .hasMessageContaining("too much memory");
    }

    @Test
    void typesValuesAndErrorsComeOutAsTheyWentIn() {
        WireOutput out = new WireOutput();
        WireTypes.write(EVERYTHING, out);
        assertThat(WireTypes.readSchema(new WireInput(out.toByteArray()))).isEqualTo(EVERYTHING);
        List<Object> values = Arrays.asList(
                null,
                true,
                1,
                2L,
                1.5f,
                2.5,
                new BigDecimal("-1.250"),
                "täxt",
                new byte[] {1},
                List.of(1, List.of("x")),
                Map.of("k", 1L));
        WireOutput listed = new WireOutput();
        WireValues.writeAll(values, listed);
        assertThat(WireValues.readAll(new WireInput(listed.toByteArray())))
                .usingRecursiveComparison()
                .isEqualTo(values);
        SqlException error = SqlException.report(ErrorCode.COLUMN_NOT_FOUND)
                .says("column \"%s\" does not exist", "50%")
                .at(new io.weir.spi.error.SourceSpan(1, 2, 3, 4))
                .detail("It is 100 %% sure.", 1)
                .hint("Look.")
                .causedBy(new IllegalStateException("not to be told"))
                .toException();
        WireOutput written = new WireOutput();
        WireErrors.write(error, written);
        SqlException read = WireErrors.read(new WireInput(written.toByteArray()));
        assertThat(read.render(null)).isEqualTo(error.render(null));
        assertThat(read.getCause()).isNull();
    }

    /** Their numbers are on the wire: a change needs another version of the protocol. */
    @Test
    void theOrderOfTheWordsIsFrozen() {
        assertThat(Arrays.toString(TypeKind.values()))
                .isEqualTo(
                        "[NULL, BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL, VARCHAR, VARBINARY, DATE, TIME,"
                                + " TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_MONTHS, INTERVAL_MICROS, ROW, ARRAY, MAP]");
        assertThat(Arrays.toString(StatementKind.values())).isEqualTo("[QUERY, INSERT, DEFINITION]");
        assertThat(Arrays.toString(WireProtocol.MessageKind.values()))
                .isEqualTo("[HEARTBEAT, OUTCOME, FRAME, ERROR, WARNINGS]");
    }
}
