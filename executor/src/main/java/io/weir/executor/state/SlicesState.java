// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Slices as the store freezes and restores them.
 *
 * <pre>
 *   group = slice*, 00
 *   slice = 01, end: int64, the group of its table
 * </pre>
 */
final class SlicesState implements KeyedState {
    private final SliceTables slices;

    SlicesState(SliceTables slices) {
        this.slices = slices;
    }

    private record FrozenSlice(long end, Frozen table) {}

    @Override
    public Frozen freeze(int maxGroups) {
        List<FrozenSlice> frozen = new ArrayList<>(slices.count());
        for (int i = 0; i < slices.count(); i++) {
            frozen.add(new FrozenSlice(slices.end(i), new TableState(slices.table(i)).freeze(maxGroups)));
        }
        return new FrozenSlices(frozen);
    }

    private static final class FrozenSlices implements Frozen {
        private final List<FrozenSlice> frozen;

        FrozenSlices(List<FrozenSlice> frozen) {
            this.frozen = frozen;
        }

        @Override
        public boolean hasGroup(int group) {
            return frozen.stream().anyMatch(slice -> slice.table.hasGroup(group));
        }

        @Override
        public void writeGroup(int group, SnapshotOutput out) throws IOException {
            for (FrozenSlice slice : frozen) {
                if (slice.table.hasGroup(group)) {
                    out.putByte(1);
                    out.putLong(slice.end);
                    slice.table.writeGroup(group, out);
                }
            }
            out.putByte(0);
        }

        @Override
        public void close() {
            frozen.forEach(slice -> slice.table.close());
        }
    }

    @Override
    public void restoreGroup(SnapshotInput in, int group, int maxGroups) throws IOException {
        while (in.getByte() == 1) {
            StateTable table = slices.at(in.getLong());
            new TableState(table).restoreGroup(in, group, maxGroups);
        }
    }

    @Override
    public long bytes() {
        return slices.bytes();
    }

    @Override
    public void close() {
        slices.close();
    }
}
