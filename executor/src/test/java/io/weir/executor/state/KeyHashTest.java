// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.Vectors;
import io.weir.spi.type.DataType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyHashTest {
    private static long hash(Object... typesAndValues) {
        Vector[] columns = new Vector[typesAndValues.length / 2];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Vectors.of((DataType) typesAndValues[2 * i], typesAndValues[2 * i + 1]);
        }
        long[] out = new long[1];
        new KeyHash()
                .hash(new Batch(1, columns), IntStream.range(0, columns.length).toArray(), out);
        return out[0];
    }

    @Test
    void theHashIsFrozen() {
        List<String> hashes = List.of(
                        hash(),
                        hash(DataType.bigint(), null),
                        hash(DataType.bool(), true),
                        hash(DataType.integer(), 0),
                        hash(DataType.bigint(), 42L),
                        hash(DataType.bigint(), -1L),
                        hash(DataType.doubling(), 1.5),
                        hash(DataType.doubling(), Double.NaN),
                        hash(DataType.decimal(38, 0), new BigDecimal("12345678901234567890123")),
                        hash(DataType.text(), ""),
                        hash(DataType.text(), "a"),
                        hash(DataType.text(), "abcd"),
                        hash(DataType.text(), "weir of streams"),
                        hash(DataType.array(DataType.integer()), List.of(1, 2)),
                        hash(DataType.bigint(), 42L, DataType.text(), "a"),
                        hash(DataType.text(), "a", DataType.bigint(), null))
                .stream()
                .map(Long::toHexString)
                .toList();
        assertThat(hashes)
                .containsExactly(
                        "2545f4914f6cdd1d",
                        "5bf03635dc9d4cf1",
                        "cb2e1a5f2c450dea",
                        "c1b2082c8c7144b7",
                        "b4eb3a1a5c37739b",
                        "ee8bbef93cb2216e",
                        "a8a07d45552aefe3",
                        "b7054ab5e8035061",
                        "bec006eae45bf960",
                        "6d03b69a4d0d142d",
                        "789967231326b18f",
                        "86d741d28d8ffa88",
                        "1274dfd805b71958",
                        "9deb1b6acb1ac7d1",
                        "31a35f597ceb5298",
                        "6f10776a6dc9843f");
    }

    @Test
    void equalValuesOfLikeTypesHashAlike() {
        assertThat(hash(DataType.integer(), 7)).isEqualTo(hash(DataType.bigint(), 7L));
        assertThat(hash(DataType.tinyint(), -7)).isEqualTo(hash(DataType.bigint(), -7L));
        assertThat(hash(DataType.floating(), 0.5f)).isEqualTo(hash(DataType.doubling(), 0.5));
        assertThat(hash(DataType.doubling(), -0.0)).isEqualTo(hash(DataType.doubling(), 0.0));
        assertThat(hash(DataType.decimal(10, 2), new BigDecimal("-1.25")))
                .isEqualTo(hash(DataType.decimal(30, 2), new BigDecimal("-1.25")));
    }

    @Test
    void equalKeysHashAlikeInEveryFormOfVector() {
        Seeds.check(300, random -> {
            RandomValues values = new RandomValues(random);
            List<DataType> types = values.types(0, 4);
            List<List<Object>> rows = new ArrayList<>();
            for (int i = random.nextInt(1, 20); i > 0; i--) {
                rows.add(rows.isEmpty() || random.nextBoolean() ? values.row(types) : rows.get(0));
            }
            int[] columns = IntStream.range(0, types.size()).toArray();
            long[] out = new long[rows.size()];
            KeyHash hash = new KeyHash();
            hash.hash(values.batch(types, rows), columns, out);
            long[] again = new long[rows.size()];
            hash.hash(values.batch(types, rows), columns, again);
            assertThat(again).isEqualTo(out);
            for (int i = 0; i < rows.size(); i++) {
                long[] one = new long[1];
                hash.hash(values.batch(types, rows.subList(i, i + 1)), columns, one);
                assertThat(one[0]).describedAs("%s %s", types, rows.get(i)).isEqualTo(out[i]);
            }
        });
    }

    @Test
    void bothEndsOfTheHashAreSpreadEvenly() {
        for (long step : new long[] {1, 1 << 10, 1L << 32, 1L << 40, 1_000_000, 4096 * 3}) {
            int count = 1 << 16;
            long[] keys = new long[count];
            for (int i = 0; i < count; i++) {
                keys[i] = i * step;
            }
            long[] out = new long[count];
            new KeyHash().hash(new Batch(count, new LongVector(count, keys, null)), new int[] {0}, out);
            int[] groups = new int[256];
            int[] slots = new int[1 << 17];
            for (long hash : out) {
                groups[KeyGroups.groupOf(hash, 256)]++;
                slots[(int) hash & (slots.length - 1)]++;
            }
            assertThat(Arrays.stream(groups).min().orElseThrow()).isGreaterThan(150);
            assertThat(Arrays.stream(groups).max().orElseThrow()).isLessThan(380);
            int shared = 0;
            for (int taken : slots) {
                shared += Math.max(0, taken - 1);
            }
            assertThat(shared).describedAs("step %d", step).isLessThan(count / 3); // random: about 0.21
        }
    }
}
