// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import static java.util.Objects.requireNonNull;

import io.weir.plan.SortKey;
import io.weir.plan.expression.Expression.Literal;
import io.weir.spi.batch.DoubleVector;
import io.weir.spi.batch.IntVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.type.DataType;
import org.jspecify.annotations.Nullable;

/** The order keys of entries, and where those moved by the distance of a RANGE frame would stand among them. */
final class MovedKeys {
    private final SortKey key;
    private final Literal distance;
    /** +1 to move towards later rows, -1 towards earlier ones. */
    private final int sign;

    private @Nullable Entries entries;
    private @Nullable Vector column;
    /** Keys and distance in the same whole unit, where they have one. */
    private boolean whole;

    private long[] longs = {};
    private long by;
    private double @Nullable [] doubles;
    private double doubleBy;

    MovedKeys(SortKey key, Literal distance, int sign) {
        this.key = key;
        this.distance = distance;
        this.sign = sign;
    }

    void begin(Entries from) {
        entries = from;
        Vector vector = from.columns()[key.column()];
        column = vector;
        DataType type = from.type(key.column());
        doubles = null;
        whole = false;
        int direction = key.descending() ? -sign : sign;
        if (vector instanceof DoubleVector v) {
            doubles = v.values();
            doubleBy = direction * ((Number) RangeKeys.value(distance)).doubleValue();
        } else if (RangeKeys.isWhole(type, distance)) {
            whole = true;
            by = direction * RangeKeys.whole(type, distance);
            read(vector, type, from.size());
        }
    }

    private void read(Vector vector, DataType type, int size) {
        if (vector instanceof LongVector v) {
            longs = v.values();
            return;
        }
        int[] from = ((IntVector) vector).values();
        long unit = RangeKeys.unit(type);
        if (longs.length < size || vector.size() > longs.length) {
            longs = new long[Math.max(64, size)];
        }
        for (int i = 0; i < size; i++) {
            longs[i] = from[i] * unit;
        }
    }

    boolean isNull(int entry) {
        return requireNonNull(column).isNull(entry);
    }

    /** The first entry that is not before the moved key of another, or the first that is behind it. */
    int find(int base, boolean atLeast) {
        Entries of = requireNonNull(entries);
        int low = 0;
        int high = of.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = compare(of, middle, base);
            if (order < 0 || order == 0 && !atLeast) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How an entry lies to the place of the moved key: -1 before it, +1 behind it. */
    private int compare(Entries of, int entry, int base) {
        if (isNull(entry)) {
            return key.nullsFirst() ? -1 : 1;
        }
        int order;
        double[] asDoubles = doubles;
        if (asDoubles != null) {
            double from = asDoubles[base];
            order = Double.compare(asDoubles[entry] + 0.0, Double.isInfinite(from) ? from : from + doubleBy + 0.0);
        } else if (whole) {
            order = RangeKeys.compare(longs[entry], longs[base], by);
        } else {
            order = RangeKeys.compare(
                    requireNonNull(of.value(key.column(), entry)),
                    requireNonNull(of.value(key.column(), base)),
                    of.type(key.column()),
                    distance,
                    key.descending() ? -sign : sign);
        }
        return key.descending() ? -order : order;
    }
}
