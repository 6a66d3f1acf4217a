// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Utf8;
import io.weir.spi.type.DataType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OrderedTableTest {
    private static final int GROUPS = 8;
    private static final Comparator<byte[]> BYTES = Arrays::compareUnsigned;

    /** An ordered table beside a sorted map that should hold the same. */
    private static final class Twin {
        final SplittableRandom random;
        final MemoryBudget budget = MemoryBudget.unlimited();
        final int keyRange;
        final int sortRange;
        final boolean longEntries;
        final TableShape shape;
        final OrderedTable table;
        final OrderedCursor cursor;
        final TreeMap<byte[], Long> model = new TreeMap<>(BYTES);
        final List<Map.Entry<KeyedState.Frozen, TreeMap<byte[], Long>>> kept = new ArrayList<>();
        final GrowableBytes entry = new GrowableBytes();
        final Utf8 piece = new Utf8();
        int keyLength;

        Twin(SplittableRandom random) {
            this.random = random;
            keyRange = 1 << random.nextInt(6);
            sortRange = 1 << random.nextInt(12);
            longEntries = random.nextInt(4) == 0;
            shape = random.nextInt(4) == 0 ? TableShape.NORMAL : new TableShape(0, 0, 2 + random.nextInt(40), -1);
            table = newTable();
            cursor = table.cursor();
        }

        OrderedTable newTable() {
            return new OrderedTable(List.of(ValueType.Raw.LONG, ValueType.Raw.LONG), shape, budget);
        }

        /** Writes a random entry, or only its key. */
        void any(boolean withSort) {
            int key = random.nextInt(keyRange);
            entry.clear();
            int top = (key * 0x9E37) & 0xC0FF; // few groups
            entry.putByte(top >>> 8);
            entry.putByte(top);
            entry.putInt(key);
            keyLength = entry.length();
            if (withSort) {
                putSort();
            }
        }

        void putSort() {
            entry.putInt(random.nextInt(sortRange));
            if (longEntries) {
                byte[] more = new byte[random.nextInt(3000)];
                entry.put(more, 0, more.length);
            }
        }

        void add() {
            any(true);
            long delta = random.nextInt(-2, 4);
            byte[] bytes = entry.toByteArray();
            long expected = model.merge(bytes, delta, Long::sum);
            if (expected == 0) {
                model.remove(bytes);
            }
            assertThat(table.add(entry, delta)).isEqualTo(expected);
        }

        void upsert() {
            any(true);
            table.upsert(entry, cursor);
            assertThat(cursor.word(0)).isEqualTo(model.getOrDefault(entry.toByteArray(), 0L));
            assertThat(cursor.entry(piece).toByteArray()).isEqualTo(entry.toByteArray());
            cursor.setWord(0, 5);
            cursor.setWord(1, 6);
            model.put(entry.toByteArray(), 5L);
        }

        void remove() {
            any(true);
            byte[] near = random.nextBoolean() ? model.ceilingKey(entry.toByteArray()) : null;
            if (near != null) {
                entry.clear();
                entry.put(near, 0, near.length);
            }
            assertThat(table.remove(entry)).isEqualTo(model.remove(entry.toByteArray()) != null);
        }

        /** Takes out all entries of a key in order. */
        void removeKey() {
            any(false);
            NavigableMap<byte[], Long> of = ofKey();
            GrowableBytes key = new GrowableBytes();
            key.put(entry);
            boolean ascending = random.nextBoolean();
            while (ascending ? table.first(key, cursor) : table.last(key, cursor)) {
                byte[] expected = ascending ? of.firstKey() : of.lastKey();
                entry.clear();
                entry.put(cursor.entry(piece));
                assertThat(entry.toByteArray()).isEqualTo(expected);
                assertThat(table.remove(entry)).isTrue();
                model.remove(expected);
            }
            assertThat(of).isEmpty();
        }

        NavigableMap<byte[], Long> ofKey() {
            byte[] from = Arrays.copyOf(entry.bytes(), keyLength);
            byte[] to = from.clone();
            for (int i = to.length - 1; ++to[i] == 0; i--) {
                // carries on
            }
            return model.subMap(from, true, to, false);
        }

        void walk() {
            any(true);
            NavigableMap<byte[], Long> of = ofKey();
            byte[] from = entry.toByteArray();
            check(table.seek(entry, keyLength, cursor), of.tailMap(from, true), true);
            entry.truncate(keyLength);
            check(table.first(entry, cursor), of, true);
            check(table.last(entry, cursor), of.descendingMap(), false);
        }

        private void check(boolean found, NavigableMap<byte[], Long> expected, boolean forward) {
            boolean more = found;
            for (Map.Entry<byte[], Long> next : expected.entrySet()) {
                assertThat(more).isTrue();
                assertThat(cursor.entry(piece).toByteArray()).isEqualTo(next.getKey());
                assertThat(cursor.sort(piece).toByteArray())
                        .isEqualTo(Arrays.copyOfRange(next.getKey(), keyLength, next.getKey().length));
                assertThat(cursor.word(0)).isEqualTo(next.getValue());
                more = forward ? cursor.next() : cursor.previous();
            }
            assertThat(more).isFalse();
        }

        void find() {
            any(true);
            Long expected = model.get(entry.toByteArray());
            assertThat(table.find(entry, cursor)).isEqualTo(expected != null);
            if (expected != null) {
                assertThat(cursor.word(0)).isEqualTo(expected);
            }
        }

        void freeze() {
            kept.add(Map.entry(new OrderedState(table).freeze(GROUPS), new TreeMap<>(model)));
        }

        void thaw() throws IOException {
            if (kept.isEmpty()) {
                return;
            }
            var one = kept.remove(random.nextInt(kept.size()));
            OrderedTable restored = newTable();
            for (int group = 0; group < GROUPS; group++) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                SnapshotOutput out = new SnapshotOutput(bytes);
                one.getKey().writeGroup(group, out);
                out.endSection();
                assertThat(one.getKey().hasGroup(group)).isEqualTo(bytes.size() > 17);
                SnapshotInput in = new SnapshotInput(new ByteArrayInputStream(bytes.toByteArray()));
                new OrderedState(restored).restoreGroup(in, group, GROUPS);
                in.endSection();
            }
            one.getKey().close();
            checkAll(restored, one.getValue());
            restored.close();
        }

        void checkAll(OrderedTable of, TreeMap<byte[], Long> expected) {
            assertThat(of.size()).isEqualTo(expected.size());
            var next = expected.entrySet().iterator();
            for (OrderedNode.Leaf leaf = of.firstLeaf(); leaf != null; leaf = leaf.next) {
                OrderedPage page = leaf.page();
                assertThat(page.count > 0 || expected.isEmpty()).isTrue();
                for (int i = 0; i < page.count; i++) {
                    var entryOf = next.next();
                    assertThat(Arrays.copyOfRange(page.block.bytes, page.start(i), page.start(i) + page.length(i)))
                            .isEqualTo(entryOf.getKey());
                    assertThat(page.word(i, 0)).isEqualTo(entryOf.getValue());
                }
            }
            assertThat(next.hasNext()).isFalse();
        }

        void checkBudget() {
            Set<Object> arrays = Truth.arrays();
            Truth.of(table, arrays);
            kept.forEach(k -> Truth.of(k.getKey(), arrays));
            assertThat(budget.leasedBytes()).isEqualTo(Truth.bytes(arrays));
        }
    }

    @Test
    void behavesLikeASortedMap() {
        Seeds.check(60, random -> {
            Twin twin = new Twin(random);
            for (int phase = 0; phase < 6; phase++) {
                int adds = random.nextInt(10);
                for (int step = random.nextInt(400); step > 0; step--) {
                    int choice = random.nextInt(24);
                    if (choice < adds) {
                        twin.add();
                    } else {
                        switch (choice) {
                            case 23 -> twin.walk();
                            case 22 -> twin.find();
                            case 21 -> twin.upsert();
                            case 20 -> {
                                if (random.nextInt(10) == 0) {
                                    twin.removeKey();
                                }
                            }
                            default -> twin.remove();
                        }
                    }
                }
                twin.checkAll(twin.table, twin.model);
                twin.freeze();
                if (random.nextBoolean()) {
                    twin.thaw();
                }
                twin.checkBudget();
            }
            while (!twin.kept.isEmpty()) {
                twin.thaw();
            }
            twin.table.close();
            assertThat(twin.budget.leasedBytes()).isZero();
        });
    }

    @Test
    void entriesAreAddressedByKeyAndSortColumns() {
        StateStore store = new StateStore(KeyRange.all(), MemoryBudget.unlimited());
        StateTable groups = store.table("groups", List.of(DataType.text()), List.of());
        OrderedTable table = store.ordered(
                "values", List.of(DataType.text()), List.of(DataType.integer()), List.of(ValueType.Raw.LONG));
        Batch batch = new RandomValues(new SplittableRandom(1))
                .batch(
                        List.of(DataType.text(), DataType.integer()),
                        List.of(List.of("a", 3), List.of("b", 9), List.of("a", -3), List.of("a", 3)));
        long[] hashes = new long[4];
        new KeyHash().hash(batch, new int[] {0}, hashes);
        int[] rows = new int[4];
        groups.resolve(batch, new int[] {0}, hashes, rows, true, null);
        GrowableBytes entry = new GrowableBytes();
        for (int i = 0; i < 4; i++) {
            entry.clear();
            table.keyOf(batch, new int[] {0}, batch.row(i), hashes[i], entry);
            CanonicalBytes.encode(batch.column(1), batch.row(i), entry);
            table.add(entry, 1);
        }
        assertThat(table.size()).isEqualTo(3);
        entry.clear();
        table.keyOf(groups, rows[0], entry);
        OrderedCursor cursor = table.cursor();
        Utf8 piece = new Utf8();
        assertThat(table.first(entry, cursor)).isTrue();
        cursor.sort(piece);
        assertThat(CanonicalBytes.value(DataType.integer(), piece.bytes(), piece.start()))
                .isEqualTo(-3);
        assertThat(table.last(entry, cursor)).isTrue();
        cursor.sort(piece);
        assertThat(CanonicalBytes.value(DataType.integer(), piece.bytes(), piece.start()))
                .isEqualTo(3);
        assertThat(cursor.word(0)).isEqualTo(2);
        store.close();
    }
}
