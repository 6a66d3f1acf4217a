// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.unnest;

import io.weir.executor.state.CanonicalBytes;
import io.weir.executor.state.GrowableBytes;
import io.weir.spi.batch.ArrayVector;
import io.weir.spi.batch.BooleanVector;
import io.weir.spi.batch.BytesVector;
import io.weir.spi.batch.ConstantVector;
import io.weir.spi.batch.DoubleVector;
import io.weir.spi.batch.FloatVector;
import io.weir.spi.batch.Int128Vector;
import io.weir.spi.batch.IntVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.MapVector;
import io.weir.spi.batch.RowVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.Vectors;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns that the elements of one collection have: a ROW's fields, a MAP's key and value, else the element itself. */
final class ElementColumns {
    private final boolean rows;
    private final Vector[] nothing;

    private Vector vector = new LongVector(0, new long[0], null);
    private int[] starts = {};
    private int[] lengths = {};
    private boolean @Nullable [] nulls;
    /** Where the entries of maps lie by the order of their keys; null when their place does not matter. */
    private int @Nullable [] order;

    private final boolean places;
    private final GrowableBytes scratch = new GrowableBytes();

    /** @param places whether it matters which element comes at which place: those of equal maps must come at the same */
    ElementColumns(DataType type, boolean places) {
        this.places = places;
        List<DataType> types;
        if (type instanceof MapType map) {
            types = List.of(map.key(), map.value());
            rows = false;
        } else {
            DataType element = ((ArrayType) type).element();
            rows = element instanceof RowType;
            types = element instanceof RowType row
                    ? row.fields().stream().map(Field::type).toList()
                    : List.of(element);
        }
        nothing = types.stream().map(each -> Vectors.of(each, null)).toArray(Vector[]::new);
    }

    int count() {
        return nothing.length;
    }

    /** Begins a batch of collections. */
    void begin(Vector collections) {
        vector = collections.flat();
        nulls = vector.nulls();
        if (vector instanceof ArrayVector array) {
            starts = array.starts();
            lengths = array.lengths();
        } else if (vector instanceof MapVector map) {
            starts = map.starts();
            lengths = map.lengths();
            order = places ? byKey(map) : null;
        } else {
            throw new IllegalStateException(vector.getClass().getName());
        }
    }

    int length(int row) {
        return nulls != null && nulls[row] ? 0 : lengths[row];
    }

    /** Where an element of a row's collection lies; -1 when it has not so many. */
    int place(int row, int index) {
        if (index >= length(row)) {
            return -1;
        }
        int place = starts[row] + index;
        return order == null ? place : order[place];
    }

    private int[] byKey(MapVector map) {
        int[] sorted = new int[map.keys().size()];
        for (int row = 0; row < map.size(); row++) {
            int start = starts[row];
            int count = length(row);
            Integer[] entries = new Integer[count];
            byte[][] keys = new byte[count][];
            for (int i = 0; i < count; i++) {
                scratch.clear();
                CanonicalBytes.encode(map.keys(), start + i, scratch);
                keys[i] = scratch.toByteArray();
                entries[i] = i;
            }
            Arrays.sort(entries, (a, b) -> Arrays.compareUnsigned(keys[a], keys[b]));
            for (int i = 0; i < count; i++) {
                sorted[start + i] = start + entries[i];
            }
        }
        return sorted;
    }

    /** Writes the columns of some elements, NULL for a place of -1. */
    void gather(int[] places, int count, Vector[] out, int at) {
        boolean[] missing = missing(places, count);
        if (vector instanceof MapVector map) {
            out[at] = gather(map.keys(), places, count, missing, 0);
            out[at + 1] = gather(map.values(), places, count, missing, 1);
        } else if (vector instanceof ArrayVector array) {
            if (rows) {
                gatherRows(array.elements().flat(), places, count, missing, out, at);
            } else {
                out[at] = gather(array.elements(), places, count, missing, 0);
            }
        }
    }

    private static boolean @Nullable [] missing(int[] places, int count) {
        boolean[] missing = null;
        for (int i = 0; i < count; i++) {
            if (places[i] < 0) {
                missing = missing == null ? new boolean[count] : missing;
                missing[i] = true;
                places[i] = 0;
            }
        }
        return missing;
    }

    private void gatherRows(
            Vector elements, int[] places, int count, boolean @Nullable [] missing, Vector[] out, int at) {
        boolean[] absent = missing;
        boolean[] none = elements.size() == 0 ? null : elements.nulls();
        if (none != null) {
            absent = new boolean[count];
            for (int i = 0; i < count; i++) {
                absent[i] = none[places[i]] || (missing != null && missing[i]);
            }
        }
        Vector[] fields = ((RowVector) elements).fields();
        for (int f = 0; f < nothing.length; f++) {
            out[at + f] = gather(fields[f], places, count, absent, f);
        }
    }

    private Vector gather(Vector from, int[] places, int count, boolean @Nullable [] absent, int column) {
        if (from.size() == 0) { // all are missing
            return new ConstantVector(count, nothing[column]);
        }
        Vector gathered = Vectors.gather(from, places, count);
        return absent == null ? gathered : withNulls(gathered, absent);
    }

    /** A vector of its own with more NULLs. */
    private static Vector withNulls(Vector vector, boolean[] more) {
        boolean[] mask = more;
        boolean[] own = vector.nulls();
        if (own != null) {
            mask = own.clone();
            for (int i = 0; i < vector.size(); i++) {
                mask[i] |= more[i];
            }
        }
        if (vector instanceof BooleanVector v) {
            return new BooleanVector(v.size(), v.values(), mask);
        } else if (vector instanceof IntVector v) {
            return new IntVector(v.size(), v.values(), mask);
        } else if (vector instanceof LongVector v) {
            return new LongVector(v.size(), v.values(), mask);
        } else if (vector instanceof FloatVector v) {
            return new FloatVector(v.size(), v.values(), mask);
        } else if (vector instanceof DoubleVector v) {
            return new DoubleVector(v.size(), v.values(), mask);
        } else if (vector instanceof Int128Vector v) {
            return new Int128Vector(v.size(), v.high(), v.low(), mask);
        } else if (vector instanceof BytesVector v) {
            return new BytesVector(v.size(), v.blocks(), v.blockOf(), v.starts(), v.lengths(), mask);
        } else if (vector instanceof RowVector v) {
            return new RowVector(v.size(), v.fields(), mask);
        } else if (vector instanceof ArrayVector v) {
            return new ArrayVector(v.size(), v.starts(), v.lengths(), v.elements(), mask);
        } else if (vector instanceof MapVector v) {
            return new MapVector(v.size(), v.starts(), v.lengths(), v.keys(), v.values(), mask);
        }
        throw new IllegalStateException(vector.getClass().getName());
    }
}
