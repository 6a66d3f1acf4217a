// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vectors;
import io.weir.spi.type.DataType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MultisetTableTest {
    private static final int GROUPS = 8;

    /** A multiset beside a map from key to row to weight. */
    private static final class Twin {
        final SplittableRandom random;
        final RandomValues values;
        final MemoryBudget budget = MemoryBudget.unlimited();
        final List<DataType> keyTypes;
        final List<DataType> rowTypes;
        final List<DataType> types;
        final int[] keyColumns;
        final int[] rowColumns;
        final MultisetTable.Form form;
        final List<List<Object>> pool = new ArrayList<>();
        final Map<List<List<Byte>>, Map<List<List<Byte>>, Long>> model = new HashMap<>();
        StateStore store;
        MultisetTable table;

        Twin(SplittableRandom random) {
            this.random = random;
            values = new RandomValues(random);
            keyTypes = values.types(0, 2);
            rowTypes = values.types(0, 3);
            types = Stream.concat(keyTypes.stream(), rowTypes.stream()).toList();
            keyColumns = IntStream.range(0, keyTypes.size()).toArray();
            rowColumns = IntStream.range(keyTypes.size(), types.size()).toArray();
            for (int i = 0; i < 30; i++) {
                pool.add(values.row(types));
            }
            MultisetTable.Kind kind = random.nextBoolean() ? MultisetTable.Kind.INDEXED : MultisetTable.Kind.ONE_BY_KEY;
            form = new MultisetTable.Form(rowTypes, random.nextInt(2), kind, random.nextBoolean());
            open();
        }

        void open() {
            store = new StateStore(KeyRange.of(0, 1, GROUPS), budget);
            table = store.multisets("rows", keyTypes, keyTypes.size(), List.of(form))
                    .get(0);
        }

        void add() {
            List<List<Object>> rows = new ArrayList<>();
            for (int i = random.nextInt(20); i > 0; i--) {
                rows.add(pool.get(random.nextInt(pool.size())));
            }
            Batch plain = values.batch(types, rows);
            int[] weights = random.nextBoolean() ? null : new int[plain.rowCount()];
            for (int i = 0; weights != null && i < weights.length; i++) {
                weights[i] = random.nextBoolean() ? -1 : 1 + random.nextInt(2);
            }
            Batch batch =
                    new Batch(plain.rowCount(), plain.columns(), plain.selection(), plain.size(), weights, null, null);
            long[] hashes = new long[batch.size()];
            new KeyHash().hash(batch, keyColumns, hashes);
            table.add(batch, keyColumns, rowColumns, hashes);
            for (int i = 0; i < rows.size(); i++) {
                List<List<Byte>> all = RandomValues.canonical(types, rows.get(i));
                Map<List<List<Byte>>, Long> of =
                        model.computeIfAbsent(all.subList(0, keyTypes.size()), k -> new HashMap<>());
                of.merge(all, (long) batch.weight(batch.row(i)), Long::sum);
            }
            model.values().forEach(of -> of.values().removeIf(w -> w == 0));
            model.values().removeIf(Map::isEmpty);
        }

        void check() {
            assertThat(table.keys().size()).isEqualTo(model.size());
            assertThat(table.size())
                    .isEqualTo(model.values().stream().mapToInt(Map::size).sum());
            Batch batch = values.batch(types, pool);
            long[] hashes = new long[batch.size()];
            new KeyHash().hash(batch, keyColumns, hashes);
            int[] first = new int[batch.size()];
            table.first(batch, keyColumns, hashes, first);
            for (int i = 0; i < pool.size(); i++) {
                Map<List<List<Byte>>, Long> read = new HashMap<>();
                for (int row = first[i]; row >= 0; row = table.next(row)) {
                    assertThat(read.put(RandomValues.canonical(types, readRow(row)), table.weight(row)))
                            .isNull();
                }
                List<List<Byte>> key =
                        RandomValues.canonical(types, pool.get(i)).subList(0, keyTypes.size());
                assertThat(read).isEqualTo(model.getOrDefault(key, Map.of()));
                if (form.summed() && first[i] >= 0) {
                    assertThat(table.keys().total(table.key(first[i]), 0))
                            .isEqualTo(read.values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum());
                }
            }
        }

        private List<Object> readRow(int row) {
            List<Object> read = new ArrayList<>();
            for (int k = 0; k < keyTypes.size(); k++) {
                read.add(Vectors.value(table.keyVector(k, new int[] {row}, 0, 1), keyTypes.get(k), 0));
            }
            for (int c = 0; c < rowTypes.size(); c++) {
                read.add(Vectors.value(table.rowVector(c, new int[] {row}, 0, 1), rowTypes.get(c), 0));
            }
            return read;
        }

        void restore() throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (FrozenState frozen = store.freeze()) {
                frozen.write(out);
            }
            store.close();
            assertThat(budget.leasedBytes()).isZero();
            open();
            store.restore(new ByteArrayInputStream(out.toByteArray()));
        }
    }

    @Test
    void behavesLikeAMapOfBags() {
        Seeds.check(40, random -> {
            Twin twin = new Twin(random);
            for (int step = 0; step < 30; step++) {
                twin.add();
                if (random.nextInt(4) == 0) {
                    twin.check();
                }
                if (random.nextInt(8) == 0) {
                    twin.restore();
                }
            }
            twin.check();
            twin.store.close();
            assertThat(twin.budget.leasedBytes()).isZero();
        });
    }
}
