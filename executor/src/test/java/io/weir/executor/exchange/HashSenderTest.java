// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.executor.harness.TextRows;
import io.weir.executor.operator.Barrier;
import io.weir.executor.state.KeyGroups;
import io.weir.executor.state.KeyHash;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.batch.DictionaryVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.Vectors;
import io.weir.spi.type.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashSenderTest {
    private static final Schema ROWS = TextRows.schema("id bigint | name text | n int | f float | d double | b boolean"
            + " | small decimal(10,2) | big decimal(30,3)");
    private static final Barrier BARRIER = new Barrier(0, new long[0], 0, true, 0, false, false);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyRowComesOnceToTheTaskOfItsKeyAndKeepsItsOrderThere(long seed) {
        Random random = new Random(seed);
        int tasks = 1 + random.nextInt(5);
        Channel[] channels = new Channel[tasks];
        Arrays.setAll(channels, i -> new Channel(() -> {}, () -> {}));
        HashSender sender =
                new HashSender(List.of(1), ROWS.types(), KeyGroups.DEFAULT_MAX_GROUPS, seed % 2 == 0, channels);
        List<List<String>> expected = new ArrayList<>();
        List<List<String>> arrived = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            expected.add(new ArrayList<>());
            arrived.add(new ArrayList<>());
        }
        for (int b = 0; b < 40; b++) {
            Batch batch = random(random);
            long[] hashes = new long[batch.size()];
            new KeyHash().hash(batch, new int[] {1}, hashes);
            List<TextRows.Row> rows = TextRows.rows(ROWS, batch);
            for (int i = 0; i < hashes.length; i++) {
                int group = KeyGroups.groupOf(hashes[i], KeyGroups.DEFAULT_MAX_GROUPS);
                expected.get(KeyGroups.taskOf(group, tasks, KeyGroups.DEFAULT_MAX_GROUPS))
                        .add(rows.get(i).toString());
            }
            sender.accept(batch);
            if (random.nextInt(4) == 0) {
                sender.send(BARRIER);
            }
            receive(channels, arrived);
        }
        sender.send(BARRIER);
        receive(channels, arrived);
        assertThat(arrived).isEqualTo(expected);
    }

    private static void receive(Channel[] channels, List<List<String>> arrived) {
        for (int i = 0; i < channels.length; i++) {
            for (Object message = channels[i].poll(); message != null; message = channels[i].poll()) {
                if (message instanceof Batch batch) {
                    assertThat(batch.size()).isBetween(1, Batch.MAX_ROWS);
                    for (TextRows.Row row : TextRows.rows(ROWS, batch)) {
                        arrived.get(i).add(row.toString());
                    }
                    batch.release();
                }
            }
        }
    }

    private static Batch random(Random random) {
        int count = 1 + random.nextInt(random.nextBoolean() ? 20 : Batch.MAX_ROWS);
        boolean weighted = random.nextInt(3) == 0;
        int textLength = random.nextInt(8) == 0 ? 300 : 12;
        BatchBuilder builder = new BatchBuilder(ROWS.types(), count);
        for (int i = 0; i < count; i++) {
            List<Object> row = new ArrayList<>(List.of(
                    random.nextLong(),
                    "x".repeat(random.nextInt(textLength)) + random.nextInt(50),
                    random.nextInt(),
                    random.nextFloat(),
                    random.nextDouble(),
                    random.nextBoolean(),
                    BigDecimal.valueOf(random.nextInt(), 2),
                    BigDecimal.valueOf(random.nextLong(), 3)));
            if (random.nextInt(5) == 0) {
                row.set(random.nextInt(row.size()), null);
            }
            builder.append(row, weighted ? random.nextInt(5) - 7 : 1);
        }
        return dressed(random, builder.build());
    }

    private static Batch dressed(Random random, Batch batch) {
        Vector[] columns = batch.columns().clone();
        int size = batch.rowCount();
        if (random.nextInt(3) == 0) {
            int[] backwards = IntStream.range(0, size).map(i -> size - 1 - i).toArray();
            for (int c = 0; c < columns.length; c++) {
                columns[c] = new DictionaryVector(size, backwards, Vectors.gather(columns[c], backwards, size));
            }
        }
        if (random.nextInt(4) == 0) {
            columns[1] = Vectors.constant(ROWS.type(1), random.nextBoolean() ? "same" : null, size);
        }
        Batch dressed = batch.withColumns(columns);
        if (random.nextInt(3) == 0) {
            int[] selection =
                    IntStream.range(0, size).filter(i -> random.nextInt(4) > 0).toArray();
            return selection.length == 0 ? dressed : dressed.withSelection(selection, selection.length);
        }
        return dressed;
    }
}
