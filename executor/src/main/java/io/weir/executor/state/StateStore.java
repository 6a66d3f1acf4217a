// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All state of one operator in one task: declared by name in the operator's constructor, then restored or empty.
 *
 * <p>A name stands for one schema; a snapshot with other types under it is refused. Whoever changes the meaning of a
 * state gives it a new schema version with {@link #version}.
 */
public final class StateStore implements AutoCloseable {
    private final KeyRange range;
    private final MemoryBudget budget;
    private final Map<String, Declared> states = new LinkedHashMap<>();
    private final Map<String, DeclaredCell> cells = new LinkedHashMap<>();
    private int version = 1;
    private boolean closed;

    /**
     * A state under its name.
     *
     * @param schema kind, version and types; in snapshots too
     */
    record Declared(String name, String schema, KeyedState state) {}

    record DeclaredCell(String name, String schema, TableCell cell) {}

    public StateStore(KeyRange range, MemoryBudget budget) {
        this.range = range;
        this.budget = budget;
    }

    /** The key groups that the task owns. */
    public KeyRange range() {
        return range;
    }

    /** The version of the states declared after it; 1 unless set. */
    public StateStore version(int schemaVersion) {
        version = schemaVersion;
        return this;
    }

    /** Rows of values by key. */
    public StateTable table(String name, List<DataType> keyTypes, List<? extends ValueType> valueTypes) {
        return table(name, keyTypes, keyTypes.size(), valueTypes);
    }

    /**
     * A table whose rows belong to the key group of their first {@code groupKeys} key columns, such as the values that
     * occur in a group; {@link KeyHash} is told of them too.
     */
    public StateTable table(String name, List<DataType> keyTypes, int groupKeys, List<? extends ValueType> valueTypes) {
        StateTable table = new StateTable(ValueType.of(keyTypes), groupKeys, valueTypes, budget);
        declare(name, schema("table", keyed(keyTypes, groupKeys, valueTypes)), new TableState(table));
        return table;
    }

    /** One table for each slice end. */
    public SliceTables slices(String name, List<DataType> keyTypes, List<? extends ValueType> valueTypes) {
        return slices(name, keyTypes, keyTypes.size(), valueTypes);
    }

    /** One table for each slice end, with rows by the key group of their first {@code groupKeys} key columns. */
    public SliceTables slices(
            String name, List<DataType> keyTypes, int groupKeys, List<? extends ValueType> valueTypes) {
        SliceTables slices = new SliceTables(ValueType.of(keyTypes), groupKeys, valueTypes, true, budget);
        declare(name, schema("slices", keyed(keyTypes, groupKeys, valueTypes)), new SlicesState(slices));
        return slices;
    }

    /** As {@link #slices(String, List, int, List)}, of rows that are only added, equal or not, and never looked up. */
    public SliceTables sliceBags(
            String name, List<DataType> keyTypes, int groupKeys, List<? extends ValueType> valueTypes) {
        SliceTables slices = new SliceTables(ValueType.of(keyTypes), groupKeys, valueTypes, false, budget);
        declare(name, schema("slice bags", keyed(keyTypes, groupKeys, valueTypes)), new SlicesState(slices));
        return slices;
    }

    private static List<List<? extends ValueType>> keyed(
            List<DataType> keyTypes, int groupKeys, List<? extends ValueType> valueTypes) {
        List<ValueType> keys = ValueType.of(keyTypes);
        return groupKeys == keys.size()
                ? List.of(keys, valueTypes)
                : List.of(keys.subList(0, groupKeys), keys.subList(groupKeys, keys.size()), valueTypes);
    }

    /** Entries in order; values are raw words of fixed length. */
    public OrderedTable ordered(
            String name, List<DataType> keyTypes, List<DataType> sortTypes, List<? extends ValueType> valueTypes) {
        OrderedTable table = new OrderedTable(valueTypes, TableShape.NORMAL, budget);
        declare(
                name,
                schema("ordered", List.of(ValueType.of(keyTypes), ValueType.of(sortTypes), valueTypes)),
                new OrderedState(table));
        return table;
    }

    /** Rows per key with weights. */
    public MultisetTable multiset(String name, List<DataType> keyTypes, List<DataType> rowTypes) {
        return multisets(
                        name,
                        keyTypes,
                        keyTypes.size(),
                        List.of(new MultisetTable.Form(rowTypes, 0, MultisetTable.Kind.INDEXED, false)))
                .get(0);
    }

    /**
     * Several multisets under the same keys, as the sides of a join are.
     *
     * @param groupKeys how many of the key columns say which key group a row belongs to; {@link KeyHash} is told of them too
     */
    public List<MultisetTable> multisets(
            String name, List<DataType> keyTypes, int groupKeys, List<MultisetTable.Form> forms) {
        MultisetKeys keys = new MultisetKeys(
                keyTypes,
                groupKeys,
                forms.stream().map(MultisetTable.Form::summed).toList(),
                TableShape.NORMAL,
                budget);
        List<MultisetTable> tables = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            MultisetTable.Form form = forms.get(i);
            MultisetTable table = new MultisetTable(form, keys, i, TableShape.NORMAL, budget);
            List<List<? extends ValueType>> types =
                    new ArrayList<>(keyed(keyTypes, groupKeys, ValueType.of(form.rowTypes())));
            if (form.notes() > 0) {
                types.add(Collections.nCopies(form.notes(), ValueType.Raw.LONG));
            }
            declare(
                    forms.size() == 1 ? name : name + " " + (i + 1),
                    schema("rows of keys", types),
                    new MultisetState(table));
            tables.add(table);
        }
        return List.copyOf(tables);
    }

    /** Values without a key. */
    public Cell cell(String name, List<? extends ValueType> types, Cell.Merge merge) {
        checkName(name);
        TableCell cell = new TableCell(types, merge, budget);
        cells.put(name, new DeclaredCell(name, schema("cell", List.of(types)), cell));
        return cell;
    }

    private void declare(String name, String schema, KeyedState state) {
        checkName(name);
        states.put(name, new Declared(name, schema, state));
    }

    private void checkName(String name) {
        if (name.isEmpty() || states.containsKey(name) || cells.containsKey(name)) {
            throw new IllegalStateException("state \"" + name + "\" has no name of its own");
        }
    }

    private String schema(String kind, List<? extends List<? extends ValueType>> types) {
        String columns = types.stream()
                .map(list -> list.stream().map(ValueType::text).collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(" "));
        return kind + " v" + version + " " + columns;
    }

    /** Freezes all states, in time by the number of their pages. */
    public FrozenState freeze() {
        List<FrozenStore.Keyed> keyed = new ArrayList<>();
        states.values()
                .forEach(s -> keyed.add(
                        new FrozenStore.Keyed(s.name(), s.schema(), s.state().freeze(range.maxGroups()))));
        List<FrozenStore.Keyed> unkeyed = new ArrayList<>();
        cells.values()
                .forEach(c -> unkeyed.add(
                        new FrozenStore.Keyed(c.name(), c.schema(), c.cell().freeze())));
        return new FrozenStore(range, keyed, unkeyed);
    }

    /**
     * Adds those rows of a snapshot that belong to this task; called after all states have been declared, once for the
     * file of each task of the job as it was.
     */
    public void restore(InputStream snapshot) throws IOException {
        SnapshotInput in = new SnapshotInput(snapshot);
        int sections = 0;
        for (Section section = Section.read(in); ; section = Section.read(in)) {
            switch (section.kind()) {
                case UNKEYED -> {
                    checkStates(in);
                    restoreCells(in);
                    in.endSection();
                }
                case GROUP -> restoreGroup(section, in);
                case END -> {
                    in.endSection();
                    if (section.number() != sections) {
                        throw SnapshotInput.corrupt("it has not as many sections as were written");
                    }
                    return;
                }
            }
            sections++;
        }
    }

    private void restoreGroup(Section section, SnapshotInput in) throws IOException {
        int maxGroups = in.getInt();
        if (maxGroups != range.maxGroups()) {
            throw mismatch("the snapshot is of a job with %d key groups, not %d", maxGroups, range.maxGroups())
                    .toException();
        }
        if (!range.contains(section.number())) {
            in.skipSection();
            return;
        }
        for (String name = in.getText(); !name.isEmpty(); name = in.getText()) {
            declared(name, in.getText()).state().restoreGroup(in, section.number(), maxGroups);
        }
        in.endSection();
    }

    private void checkStates(SnapshotInput in) throws IOException {
        for (String name = in.getText(); !name.isEmpty(); name = in.getText()) {
            declared(name, in.getText());
        }
    }

    private void restoreCells(SnapshotInput in) throws IOException {
        for (String name = in.getText(); !name.isEmpty(); name = in.getText()) {
            DeclaredCell cell = cells.get(name);
            String schema = in.getText();
            if (cell == null) {
                throw unknown(name);
            }
            checkSchema(name, schema, cell.schema());
            cell.cell().restore(in);
        }
    }

    private Declared declared(String name, String schema) {
        Declared state = states.get(name);
        if (state == null) {
            throw unknown(name);
        }
        checkSchema(name, schema, state.schema());
        return state;
    }

    private static void checkSchema(String name, String found, String declared) {
        if (!found.equals(declared)) {
            throw mismatch("the snapshot has state \"%s\" in another form", name)
                    .detail("It is %s there, and %s in the query.", found, declared)
                    .toException();
        }
    }

    private static SqlException unknown(String name) {
        return mismatch("the snapshot has state \"%s\", which the query does not have", name)
                .toException();
    }

    private static SqlException.Report mismatch(String format, Object... args) {
        return SqlException.report(ErrorCode.SNAPSHOT_MISMATCH)
                .says(format, args)
                .hint("Restore it with the statement it was taken of, or start the job without it.");
    }

    /** Bytes held for rows and indexes. */
    public long bytes() {
        return states.values().stream().mapToLong(s -> s.state().bytes()).sum()
                + cells.values().stream().mapToLong(c -> c.cell().bytes()).sum();
    }

    /** Returns all memory. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            states.values().forEach(s -> s.state().close());
            cells.values().forEach(c -> c.cell().close());
        }
    }
}
