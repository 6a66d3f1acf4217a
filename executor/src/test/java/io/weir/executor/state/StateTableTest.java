// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Utf8;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.batch.Vectors;
import io.weir.spi.type.DataType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StateTableTest {
    private static final int GROUPS = 8;

    /** A table beside a map that should hold the same. */
    private static final class Twin {
        final SplittableRandom random;
        final RandomValues values;
        final List<DataType> keyTypes;
        final List<ValueType> valueTypes = new ArrayList<>();
        final long hashMask;
        final TableShape shape;
        final MemoryBudget budget = MemoryBudget.unlimited();
        final StateTable table;
        final KeyHash hash = new KeyHash();
        final Map<List<List<Byte>>, List<Object>> keys = new HashMap<>();
        final Map<List<List<Byte>>, List<List<Byte>>> model = new HashMap<>();
        final List<Kept> kept = new ArrayList<>();

        /** A frozen state and what should be in it. */
        record Kept(KeyedState.Frozen frozen, Map<List<List<Byte>>, List<List<Byte>>> model) {}

        Twin(SplittableRandom random) {
            this.random = random;
            values = new RandomValues(random);
            keyTypes = switch (random.nextInt(4)) {
                case 0 -> List.of(DataType.bigint());
                case 1 -> List.of(values.simple());
                default -> values.types(0, 4);
            };
            for (int i = random.nextInt(5); i > 0; i--) {
                valueTypes.add(
                        random.nextBoolean()
                                ? ValueType.of(values.type())
                                : ValueType.Raw.values()[random.nextInt(ValueType.Raw.values().length)]);
            }
            hashMask = random.nextInt(3) == 0 ? 0xF000_0000_0000_0003L << random.nextInt(2) : -1L;
            shape = random.nextBoolean()
                    ? TableShape.NORMAL
                    : new TableShape(32 << random.nextInt(4), 64 << random.nextInt(2), 4, -1L);
            table = newTable();
        }

        StateTable newTable() {
            TableShape poor = new TableShape(shape.pageWords(), shape.mostSlots(), 4, hashMask);
            return new StateTable(ValueType.of(keyTypes), keyTypes.size(), valueTypes, poor, budget);
        }

        int[] keyColumns() {
            return IntStream.range(0, keyTypes.size()).toArray();
        }

        int[] resolve(StateTable in, List<List<Object>> rows, boolean insert) {
            Batch batch = values.batch(keyTypes, rows);
            long[] hashes = new long[rows.size()];
            hash.hash(batch, keyColumns(), hashes);
            for (int i = 0; i < hashes.length; i++) {
                hashes[i] &= hashMask;
            }
            int[] numbers = new int[rows.size()];
            in.resolve(batch, keyColumns(), hashes, numbers, insert, null);
            return numbers;
        }

        List<List<Object>> someKeys(int most) {
            List<List<Object>> known = new ArrayList<>(keys.values());
            List<List<Object>> rows = new ArrayList<>();
            for (int i = random.nextInt(most + 1); i > 0; i--) {
                boolean old = !known.isEmpty() && random.nextBoolean();
                rows.add(old ? known.get(random.nextInt(known.size())) : values.row(keyTypes));
            }
            return rows;
        }

        void insert() {
            List<List<Object>> rows = someKeys(60);
            int[] numbers = resolve(table, rows, true);
            for (int i = 0; i < rows.size(); i++) {
                List<List<Byte>> key = RandomValues.canonical(keyTypes, rows.get(i));
                keys.putIfAbsent(key, rows.get(i));
                model.computeIfAbsent(key, k -> emptyValues());
                assertThat(readKey(table, numbers[i])).isEqualTo(key);
                assertThat(table.isLive(numbers[i])).isTrue();
                if (random.nextBoolean()) {
                    change(key, numbers[i]);
                }
            }
        }

        void find() {
            List<List<Object>> rows = someKeys(40);
            int[] numbers = resolve(table, rows, false);
            for (int i = 0; i < rows.size(); i++) {
                List<List<Byte>> key = RandomValues.canonical(keyTypes, rows.get(i));
                assertThat(numbers[i] >= 0).isEqualTo(model.containsKey(key));
                if (numbers[i] >= 0) {
                    assertThat(readKey(table, numbers[i])).isEqualTo(key);
                    assertThat(readValues(table, numbers[i])).isEqualTo(model.get(key));
                }
            }
        }

        void free() {
            List<List<Object>> rows = someKeys(random.nextInt(5) == 0 ? keys.size() * 2 : 10);
            int[] numbers = resolve(table, rows, false);
            for (int i = 0; i < rows.size(); i++) {
                List<List<Byte>> key = RandomValues.canonical(keyTypes, rows.get(i));
                if (model.remove(key) != null) {
                    keys.remove(key);
                    table.free(numbers[i]);
                    assertThat(table.isLive(numbers[i])).isFalse();
                }
            }
        }

        /** Every value as a list of bytes; of a raw one its words or bytes. */
        List<List<Byte>> emptyValues() {
            List<List<Byte>> row = new ArrayList<>();
            for (ValueType type : valueTypes) {
                if (type instanceof ValueType.Sql sql) {
                    row.add(RandomValues.canonical(sql.type(), null));
                } else {
                    row.add(type.isVariable() ? List.of() : words(new long[type.words()]));
                }
            }
            return row;
        }

        static List<Byte> words(long[] words) {
            List<Byte> bytes = new ArrayList<>();
            for (long word : words) {
                for (int i = 0; i < 8; i++) {
                    bytes.add((byte) (word >>> 8 * i));
                }
            }
            return bytes;
        }

        void change(List<List<Byte>> key, int row) {
            List<List<Byte>> changed = new ArrayList<>(model.get(key));
            for (int v = 0; v < valueTypes.size(); v++) {
                if (random.nextInt(3) == 0) {
                    changed.set(v, changeValue(row, v));
                }
            }
            model.put(key, changed);
        }

        private List<Byte> changeValue(int row, int v) {
            ValueType type = valueTypes.get(v);
            if (type instanceof ValueType.Sql sql) {
                Object value = values.value(sql.type());
                table.set(row, v, Vectors.of(sql.type(), value), 0);
                return RandomValues.canonical(sql.type(), value);
            }
            if (type.isVariable()) {
                byte[] bytes = new byte[random.nextInt(100)];
                Arrays.setAll(new Byte[bytes.length], i -> bytes[i] = (byte) random.nextInt());
                table.writeBytes(row, v, bytes, 0, bytes.length);
                List<Byte> list = new ArrayList<>();
                for (byte b : bytes) {
                    list.add(b);
                }
                return list;
            }
            long[] words = random.longs(type.words()).toArray();
            for (int part = 0; part < words.length; part++) {
                table.setWord(row, v, part, words[part]);
            }
            return words(words);
        }

        List<List<Byte>> readKey(StateTable from, int row) {
            List<List<Byte>> key = new ArrayList<>();
            GrowableBytes whole = new GrowableBytes();
            from.encodeKey(row, whole);
            GrowableBytes parts = new GrowableBytes();
            for (int k = 0; k < keyTypes.size(); k++) {
                VectorBuilder builder = VectorBuilder.of(keyTypes.get(k), 1);
                from.appendKey(builder, row, k);
                Object value = Vectors.value(builder.build(), keyTypes.get(k), 0);
                key.add(RandomValues.canonical(keyTypes.get(k), value));
                CanonicalBytes.encode(Vectors.of(keyTypes.get(k), value), 0, parts);
                Object gathered = Vectors.value(from.keyVector(k, new int[] {row}, 0, 1), keyTypes.get(k), 0);
                assertThat(RandomValues.same(keyTypes.get(k), gathered, value)).isTrue();
            }
            assertThat(whole.toByteArray()).isEqualTo(parts.toByteArray());
            return key;
        }

        List<List<Byte>> readValues(StateTable from, int row) {
            List<List<Byte>> read = new ArrayList<>();
            for (int v = 0; v < valueTypes.size(); v++) {
                ValueType type = valueTypes.get(v);
                if (type instanceof ValueType.Sql sql) {
                    VectorBuilder builder = VectorBuilder.of(sql.type(), 1);
                    from.appendValue(builder, row, v);
                    read.add(RandomValues.canonical(sql.type(), Vectors.value(builder.build(), sql.type(), 0)));
                } else if (type.isVariable()) {
                    List<Byte> list = new ArrayList<>();
                    for (byte b : from.readBytes(row, v, new Utf8()).toByteArray()) {
                        list.add(b);
                    }
                    read.add(list);
                } else {
                    long[] words = new long[type.words()];
                    int value = v;
                    Arrays.setAll(words, part -> from.word(row, value, part));
                    read.add(words(words));
                }
            }
            return read;
        }

        Map<List<List<Byte>>, List<List<Byte>>> contents(StateTable from) {
            Map<List<List<Byte>>, List<List<Byte>>> all = new HashMap<>();
            TableScan scan = from.scan();
            int[] found = new int[1 + random.nextInt(100)];
            List<Integer> rows = new ArrayList<>();
            while (!scan.done()) {
                int count = scan.next(found);
                for (int i = 0; i < count; i++) {
                    rows.add(found[i]);
                    assertThat(all.put(readKey(from, found[i]), readValues(from, found[i])))
                            .isNull();
                }
            }
            checkGather(from, rows.stream().mapToInt(Integer::intValue).toArray());
            return all;
        }

        private void checkGather(StateTable from, int[] rows) {
            for (int v = 0; v < valueTypes.size(); v++) {
                if (valueTypes.get(v) instanceof ValueType.Sql sql) {
                    var vector = from.valueVector(v, rows, 0, rows.length);
                    VectorBuilder builder = VectorBuilder.of(sql.type(), 1);
                    for (int i = 0; i < rows.length; i++) {
                        from.appendValue(builder, rows[i], v);
                    }
                    var appended = builder.build();
                    for (int i = 0; i < rows.length; i++) {
                        assertThat(RandomValues.same(
                                        sql.type(),
                                        Vectors.value(vector, sql.type(), i),
                                        Vectors.value(appended, sql.type(), i)))
                                .isTrue();
                    }
                }
            }
        }

        void check() {
            assertThat(table.size()).isEqualTo(model.size());
            assertThat(contents(table)).isEqualTo(model);
        }

        void freeze() {
            kept.add(new Kept(new TableState(table).freeze(GROUPS), new HashMap<>(model)));
        }

        void thaw() throws IOException {
            if (kept.isEmpty()) {
                return;
            }
            Kept one = kept.remove(random.nextInt(kept.size()));
            Map<List<List<Byte>>, List<List<Byte>>> all = new HashMap<>();
            int cut = random.nextInt(GROUPS + 1);
            for (int[] range : new int[][] {{0, cut}, {cut, GROUPS}}) {
                StateTable restored = newTable();
                for (int group = range[0]; group < range[1]; group++) {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    SnapshotOutput out = new SnapshotOutput(bytes);
                    one.frozen.writeGroup(group, out);
                    out.endSection();
                    assertThat(one.frozen.hasGroup(group)).isEqualTo(bytes.size() > 17);
                    SnapshotInput in = new SnapshotInput(new ByteArrayInputStream(bytes.toByteArray()));
                    new TableState(restored).restoreGroup(in, group, GROUPS);
                    in.endSection();
                }
                Map<List<List<Byte>>, List<List<Byte>>> part = contents(restored);
                part.forEach((k, v) -> assertThat(all.put(k, v)).isNull());
                restored.close();
            }
            assertThat(all).isEqualTo(one.model);
            one.frozen.close();
        }

        /** Every array that the table and the frozen states hold, counted once. */
        void checkBudget() {
            Set<Object> arrays = Truth.arrays();
            Truth.of(table, arrays);
            kept.forEach(k -> Truth.of(k.frozen, arrays));
            assertThat(budget.leasedBytes()).isEqualTo(Truth.bytes(arrays));
        }
    }

    @Test
    void behavesLikeAMap() {
        Seeds.check(30, random -> {
            Twin twin = new Twin(random);
            for (int step = 0; step < 60; step++) {
                switch (random.nextInt(10)) {
                    case 0, 1, 2, 3 -> twin.insert();
                    case 4, 5 -> twin.find();
                    case 6 -> twin.free();
                    case 7 -> twin.check();
                    case 8 -> twin.freeze();
                    case 9 -> twin.thaw();
                    default -> throw new IllegalStateException();
                }
                twin.checkBudget();
            }
            while (!twin.kept.isEmpty()) {
                twin.thaw();
            }
            twin.check();
            twin.table.close();
            assertThat(twin.budget.leasedBytes()).isZero();
        });
    }
}
