// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of SQL values as bytes whose unsigned order is the order of the values, NULL lowest.
 *
 * <p>Frozen by a golden test: it orders tables, breaks ties and lies in snapshots.
 *
 * <pre>
 *   NULL                 00
 *   any other value      01, then
 *   BOOLEAN              00 or 01
 *   INT storage          4 bytes, high first, sign bit flipped
 *   LONG storage         8 bytes, so
 *   DECIMAL above 18     16 bytes, so
 *   FLOAT, DOUBLE        4 or 8 bytes: bits, sign flipped when positive, all flipped when negative;
 *                        -0.0 is 0.0, and every NaN the same, above infinity
 *   text, bytes          as they are, but 00 as 01 01 and 01 as 01 02; then 00
 *   ROW                  its fields
 *   ARRAY                01 and the element, for each; then 00
 *   MAP                  01, key, value for each entry in the order of keys; then 00
 * </pre>
 *
 * No encoding of a type is the beginning of another, so rows are encoded column after column, and a column may have all
 * its bytes complemented for descending order.
 */
public final class CanonicalBytes {
    private CanonicalBytes() {}

    /** Appends the value of a physical row. */
    public static void encode(Vector vector, int row, GrowableBytes out) {
        throw new UnsupportedOperationException();
    }

    /** Appends the values of some columns in a physical row, one after the other. */
    public static void encode(Batch batch, int[] columns, int row, GrowableBytes out) {
        throw new UnsupportedOperationException();
    }

    /**
     * Appends a value so that bytes rise in the wanted order.
     *
     * @param nullsLast whether NULL comes after all values in that order
     */
    public static void encode(Vector vector, int row, boolean descending, boolean nullsLast, GrowableBytes out) {
        throw new UnsupportedOperationException();
    }

    /** Reads one value and appends it to a column; gives the place behind it. */
    public static int decode(DataType type, byte[] bytes, int start, VectorBuilder out) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #decode(DataType, byte[], int, VectorBuilder)}, of what was encoded with an order. */
    public static int decode(
            DataType type, byte[] bytes, int start, boolean descending, boolean nullsLast, VectorBuilder out) {
        throw new UnsupportedOperationException();
    }

    /** Where the value that begins at {@code start} ends. */
    public static int skip(DataType type, byte[] bytes, int start) {
        throw new UnsupportedOperationException();
    }

    /** The one value in the given bytes as the Java object that {@link DataType} names; not for hot paths. */
    public static @Nullable Object value(DataType type, byte[] bytes, int start) {
        throw new UnsupportedOperationException();
    }
}
