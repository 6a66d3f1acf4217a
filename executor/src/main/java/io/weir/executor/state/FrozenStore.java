// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.executor.state.Section.Kind;
import io.weir.spi.error.SqlException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** All states of a store at one moment. */
final class FrozenStore implements FrozenState {
    private final KeyRange range;
    private final List<Keyed> states;
    private final List<Keyed> cells;

    /** A frozen state under its name; of a cell with one group. */
    record Keyed(String name, String schema, KeyedState.Frozen frozen) {}

    FrozenStore(KeyRange range, List<Keyed> states, List<Keyed> cells) {
        this.range = range;
        this.states = states;
        this.cells = cells;
    }

    @Override
    public void write(OutputStream stream) throws IOException {
        SnapshotOutput out = new SnapshotOutput(stream);
        checkGroups();
        putUnkeyed(out);
        int sections = 1;
        for (int group = range.first(); group <= range.last(); group++) {
            if (hasGroup(group)) {
                putGroup(group, out);
                sections++;
            }
        }
        putEnd(sections, out);
    }

    @Override
    public void writeGroup(int group, OutputStream stream) throws IOException {
        SnapshotOutput out = new SnapshotOutput(stream);
        int sections = 0;
        if (hasGroup(group)) {
            putGroup(group, out);
            sections++;
        }
        putEnd(sections, out);
    }

    @Override
    public void writeUnkeyed(OutputStream stream) throws IOException {
        SnapshotOutput out = new SnapshotOutput(stream);
        putUnkeyed(out);
        putEnd(1, out);
    }

    /** A key that is not of the task's groups would be lost. */
    private void checkGroups() {
        for (int group = 0; group < range.maxGroups(); group++) {
            for (Keyed state : states) {
                if (!range.contains(group) && state.frozen.hasGroup(group)) {
                    throw SqlException.internal(
                            "state " + state.name + " has a key of group " + group + ", which is not of its task",
                            null);
                }
            }
        }
    }

    private boolean hasGroup(int group) {
        return states.stream().anyMatch(s -> s.frozen.hasGroup(group));
    }

    private void putUnkeyed(SnapshotOutput out) throws IOException {
        new Section(Kind.UNKEYED, 0).write(out);
        for (Keyed state : states) {
            out.putText(state.name);
            out.putText(state.schema);
        }
        out.putText("");
        for (Keyed cell : cells) {
            out.putText(cell.name);
            out.putText(cell.schema);
            cell.frozen.writeGroup(0, out);
        }
        out.putText("");
        out.endSection();
    }

    private void putGroup(int group, SnapshotOutput out) throws IOException {
        new Section(Kind.GROUP, group).write(out);
        out.putInt(range.maxGroups());
        for (Keyed state : states) {
            if (state.frozen.hasGroup(group)) {
                out.putText(state.name);
                out.putText(state.schema);
                state.frozen.writeGroup(group, out);
            }
        }
        out.putText("");
        out.endSection();
    }

    private static void putEnd(int sections, SnapshotOutput out) throws IOException {
        new Section(Kind.END, sections).write(out);
        out.endSection();
    }

    @Override
    public void close() {
        states.forEach(s -> s.frozen.close());
        cells.forEach(c -> c.frozen.close());
    }
}
