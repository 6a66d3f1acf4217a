// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StateStoreTest {
    private static final int GROUPS = 16;
    private static final int[] KEY = {0};

    /** One task: a table of sums, sums per slice and a clock. */
    private static final class Task {
        final MemoryBudget budget = MemoryBudget.unlimited();
        final KeyRange range;
        final StateStore store;
        final StateTable sums;
        final SliceTables slices;
        final Cell clock;
        final Cell note;
        final KeyHash hash = new KeyHash();

        Task(int task, int parallelism) {
            range = KeyRange.of(task, parallelism, GROUPS);
            store = new StateStore(range, budget);
            sums = store.table("sums", List.of(DataType.bigint()), List.of(ValueType.Raw.LONG));
            slices = store.slices("slices", List.of(DataType.bigint()), List.of(ValueType.Raw.LONG));
            clock = store.cell("clock", List.of(ValueType.Raw.LONG), Cell.Merge.GREATEST);
            note = store.cell("note", List.of(ValueType.of(DataType.text())), Cell.Merge.SAME);
        }

        void add(long key, long value, long slice) {
            Batch batch = new Batch(1, new LongVector(1, new long[] {key}, null));
            long[] hashes = new long[1];
            hash.hash(batch, KEY, hashes);
            if (range.contains(KeyGroups.groupOf(hashes[0], GROUPS))) {
                add(sums, batch, hashes, value);
                add(slices.at(slice), batch, hashes, value);
            }
        }

        private static void add(StateTable table, Batch batch, long[] hashes, long value) {
            int[] rows = new int[1];
            table.resolve(batch, KEY, hashes, rows, true, null);
            table.setWord(rows[0], 0, table.word(rows[0], 0) + value);
        }

        void collect(Map<List<Long>, Long> all) {
            collect(sums, Long.MIN_VALUE, all);
            for (int i = 0; i < slices.count(); i++) {
                assertThat(i == 0 || slices.end(i - 1) < slices.end(i)).isTrue();
                collect(slices.table(i), slices.end(i), all);
            }
        }

        private void collect(StateTable table, long slice, Map<List<Long>, Long> all) {
            int[] rows = new int[table.size() + 1];
            int count = table.scan().next(rows);
            LongVector keys = (LongVector) table.keyVector(0, rows, 0, count);
            for (int i = 0; i < count; i++) {
                assertThat(all.put(List.of(slice, keys.values()[i]), table.word(rows[i], 0)))
                        .isNull();
            }
        }

        byte[] snapshot() throws IOException {
            try (FrozenState frozen = store.freeze()) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                frozen.write(out);
                return out.toByteArray();
            }
        }

        void restore(byte[] snapshot) throws IOException {
            store.restore(new ByteArrayInputStream(snapshot));
        }

        void close() {
            store.close();
            assertThat(budget.leasedBytes()).isZero();
        }
    }

    @Test
    void stateMovesBetweenAnyNumbersOfTasks() {
        Seeds.check(30, random -> {
            int before = 1 + random.nextInt(5);
            int after = 1 + random.nextInt(5);
            List<Task> tasks = new ArrayList<>();
            for (int i = 0; i < before; i++) {
                tasks.add(new Task(i, before));
                tasks.get(i).clock.setWord(0, 100 + i);
            }
            Map<List<Long>, Long> model = new HashMap<>();
            for (int i = random.nextInt(300); i > 0; i--) {
                long key = random.nextInt(200);
                long value = random.nextInt(100);
                long slice = 10L * random.nextInt(-3, 4);
                tasks.forEach(t -> t.add(key, value, slice));
                model.merge(List.of(Long.MIN_VALUE, key), value, Long::sum);
                model.merge(List.of(slice, key), value, Long::sum);
            }
            List<byte[]> files = new ArrayList<>();
            for (Task task : tasks) {
                files.add(task.snapshot());
            }
            Map<List<Long>, Long> read = new HashMap<>();
            for (int i = 0; i < after; i++) {
                Task task = new Task(i, after);
                for (byte[] file : files) {
                    task.restore(file);
                }
                assertThat(task.clock.word(0)).isEqualTo(100 + before - 1);
                assertThat(task.note.isNull(0)).isTrue();
                task.collect(read);
                task.close();
            }
            assertThat(read).isEqualTo(model);
            tasks.forEach(Task::close);
        });
    }

    @Test
    void groupsCanBeWrittenOneByOne() throws IOException {
        Task task = new Task(0, 1);
        for (int i = 0; i < 100; i++) {
            task.add(i, i, 10);
        }
        Task again = new Task(0, 1);
        try (FrozenState frozen = task.store.freeze()) {
            for (int group = 0; group < GROUPS; group++) {
                task.add(1000 + group, 1, 20); // later changes are not seen
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                frozen.writeGroup(group, out);
                again.restore(out.toByteArray());
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            frozen.writeUnkeyed(out);
            again.restore(out.toByteArray());
        }
        Map<List<Long>, Long> read = new TreeMap<>(Comparator.comparing(Object::toString));
        again.collect(read);
        assertThat(read).hasSize(200).doesNotContainKey(List.of(20L, 1000L));
        task.close();
        again.close();
    }

    @Test
    void longerKeysStayInTheGroupOfTheirFirstColumns() {
        Seeds.check(20, random -> {
            RandomValues values = new RandomValues(random);
            List<DataType> types = values.types(1, 4);
            int groupKeys = random.nextInt(types.size() + 1);
            StateStore store = new StateStore(KeyRange.of(0, 1, GROUPS), MemoryBudget.unlimited());
            StateTable table = store.table("values", types, groupKeys, List.of());
            List<List<Object>> rows = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                rows.add(values.row(types));
            }
            Batch batch = values.batch(types, rows);
            int[] columns = IntStream.range(0, types.size()).toArray();
            long[] hashes = new long[rows.size()];
            new KeyHash().hash(batch, columns, groupKeys, hashes);
            long[] shorter = new long[rows.size()];
            new KeyHash().hash(batch, Arrays.copyOf(columns, groupKeys), shorter);
            int[] numbers = new int[rows.size()];
            table.resolve(batch, columns, hashes, numbers, true, null);
            for (int i = 0; i < rows.size(); i++) {
                assertThat(KeyGroups.groupOf(hashes[i], GROUPS)).isEqualTo(KeyGroups.groupOf(shorter[i], GROUPS));
                assertThat(table.hash(numbers[i])).isEqualTo(hashes[i]);
            }
            store.close();
        });
    }

    @Test
    void aKeyOfAnotherTaskIsNotLostInSilence() {
        try (StateStore store = new StateStore(new KeyRange(GROUPS, 0, -1), MemoryBudget.unlimited())) {
            StateTable table = store.table("sums", List.of(DataType.bigint()), List.of(ValueType.Raw.LONG));
            Batch batch = new Batch(1, new LongVector(1, new long[] {1}, null));
            table.resolve(batch, KEY, new long[] {5}, new int[1], true, null);
            try (FrozenState frozen = store.freeze()) {
                assertThatThrownBy(() -> frozen.write(new ByteArrayOutputStream()))
                        .hasMessageContaining("has a key of group 0, which is not of its task");
            }
        }
    }

    @Test
    void aCellKeepsItsValues() throws IOException {
        Task task = new Task(0, 1);
        task.clock.setWord(0, 7);
        byte[] text = "noon".getBytes(StandardCharsets.UTF_8);
        task.note.writeBytes(0, text, 0, text.length);
        Task again = new Task(0, 1);
        again.clock.setWord(0, 3);
        again.restore(task.snapshot());
        assertThat(again.clock.word(0)).isEqualTo(7);
        assertThat(again.note.readBytes(0, new Utf8())).hasToString("noon");
        task.close();
        again.close();
    }

    @Test
    void theFormatIsFrozen() throws IOException {
        Task task = new Task(0, 1);
        task.add(42, 5, 60);
        task.clock.setWord(0, 9);
        assertThat(HexFormat.of().formatHex(task.snapshot()))
                .isEqualTo("0000008e83cb1b215753543175000000000473756d731c7461626c652076312028424947494e5429"
                        + "2028726177204c4f4e472906736c696365731d736c696365732076312028424947494e5429202872"
                        + "6177204c4f4e47290005636c6f636b1263656c6c2076312028726177204c4f4e4729010000000000"
                        + "00000900046e6f74651063656c6c2076312028535452494e4729010100000000000048674bc70000"
                        + "0085010f049057535431670000000b000000100473756d731c7461626c652076312028424947494e"
                        + "54292028726177204c4f4e47290100000000000000002a00000000000000050006736c696365731d"
                        + "736c696365732076312028424947494e54292028726177204c4f4e472901000000000000003c0100"
                        + "000000000000002a00000000000000050000000000000048674bc700000009eb1e1f5d5753543165"
                        + "000000020000000048674bc7");
        task.close();
    }

    @Test
    void everyDamageIsFound() throws IOException {
        Task task = new Task(0, 1);
        for (int i = 0; i < 50; i++) {
            task.add(i, i, 10);
        }
        byte[] good = task.snapshot();
        Seeds.check(300, random -> {
            byte[] bad = random.nextBoolean() ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            if (bad.length == good.length) {
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Task again = new Task(0, 1);
            assertThatThrownBy(() -> again.restore(bad))
                    .isInstanceOfSatisfying(
                            SqlException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SNAPSHOT_CORRUPT));
            again.close();
        });
        Task twice = new Task(0, 1);
        twice.restore(good);
        assertThatThrownBy(() -> twice.restore(good)).hasMessageContaining("it has a key twice");
        twice.close();
        task.close();
    }

    @Test
    void anotherSchemaIsRefused() throws IOException {
        Task task = new Task(0, 1);
        byte[] snapshot = task.snapshot();
        task.close();

        StateStore other = new StateStore(KeyRange.of(0, 1, GROUPS), MemoryBudget.unlimited());
        other.table("sums", List.of(DataType.text()), List.of(ValueType.Raw.LONG));
        assertMismatch(other, snapshot, "the snapshot has state \"sums\" in another form");

        StateStore newer = new StateStore(KeyRange.of(0, 1, GROUPS), MemoryBudget.unlimited()).version(2);
        newer.table("sums", List.of(DataType.bigint()), List.of(ValueType.Raw.LONG));
        assertMismatch(newer, snapshot, "the snapshot has state \"sums\" in another form");

        StateStore none = new StateStore(KeyRange.of(0, 1, GROUPS), MemoryBudget.unlimited());
        assertMismatch(none, snapshot, "the snapshot has state \"sums\", which the query does not have");
    }

    @Test
    void anotherNumberOfGroupsIsRefused() throws IOException {
        Task task = new Task(0, 1);
        task.add(1, 1, 1);
        byte[] snapshot = task.snapshot();
        task.close();
        StateStore other = new StateStore(KeyRange.of(0, 1, GROUPS / 2), MemoryBudget.unlimited());
        other.table("sums", List.of(DataType.bigint()), List.of(ValueType.Raw.LONG));
        other.slices("slices", List.of(DataType.bigint()), List.of(ValueType.Raw.LONG));
        other.cell("clock", List.of(ValueType.Raw.LONG), Cell.Merge.SAME);
        other.cell("note", List.of(ValueType.of(DataType.text())), Cell.Merge.SAME);
        assertMismatch(other, snapshot, "the snapshot is of a job with 16 key groups, not 8");
    }

    private static void assertMismatch(StateStore store, byte[] snapshot, String message) {
        assertThatThrownBy(() -> store.restore(new ByteArrayInputStream(snapshot)))
                .hasMessage(message)
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SNAPSHOT_MISMATCH));
        store.close();
    }
}
