// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.state.CanonicalBytes;
import io.weir.executor.state.GrowableBytes;
import io.weir.spi.batch.BooleanVector;
import io.weir.spi.batch.BytesVector;
import io.weir.spi.batch.DoubleVector;
import io.weir.spi.batch.FloatVector;
import io.weir.spi.batch.Int128Vector;
import io.weir.spi.batch.IntVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Utf8;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Two flat columns of one type, the old and the new values of some rows: which differ, and both in one column. */
final class VectorPair {
    private final DataType type;

    private final GrowableBytes oldBytes = new GrowableBytes();
    private final GrowableBytes newBytes = new GrowableBytes();
    private final Utf8 oldPiece = new Utf8();
    private final Utf8 newPiece = new Utf8();

    VectorPair(DataType type) {
        this.type = type;
    }

    /** Sets {@code differs[i]} where row i of the new column is another value than row {@code oldPlaces[i]} of the old. */
    void compare(Vector olds, int[] oldPlaces, Vector news, int count, boolean[] differs) {
        if (olds instanceof LongVector o && news instanceof LongVector n && o.nulls() == null && n.nulls() == null) {
            long[] before = o.values();
            long[] after = n.values();
            for (int i = 0; i < count; i++) {
                if (oldPlaces[i] >= 0) {
                    differs[i] |= before[oldPlaces[i]] != after[i];
                }
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            int place = oldPlaces[i];
            if (place >= 0 && !differs[i]) {
                boolean wasNull = olds.isNull(place);
                differs[i] = wasNull != news.isNull(i) || (!wasNull && !same(olds, place, news, i));
            }
        }
    }

    private boolean same(Vector olds, int place, Vector news, int row) {
        return switch (type.storage()) {
            case BOOLEAN -> ((BooleanVector) olds).values()[place] == ((BooleanVector) news).values()[row];
            case INT -> ((IntVector) olds).values()[place] == ((IntVector) news).values()[row];
            case LONG -> ((LongVector) olds).values()[place] == ((LongVector) news).values()[row];
            case FLOAT ->
                LongColumn.ordered(((FloatVector) olds).values()[place])
                        == LongColumn.ordered(((FloatVector) news).values()[row]);
            case DOUBLE ->
                LongColumn.ordered(((DoubleVector) olds).values()[place])
                        == LongColumn.ordered(((DoubleVector) news).values()[row]);
            case INT128 ->
                ((Int128Vector) olds).high()[place] == ((Int128Vector) news).high()[row]
                        && ((Int128Vector) olds).low()[place] == ((Int128Vector) news).low()[row];
            case BYTES -> ((BytesVector) olds).read(place, oldPiece).equals(((BytesVector) news).read(row, newPiece));
            case ROW, ARRAY, MAP -> {
                oldBytes.clear();
                newBytes.clear();
                CanonicalBytes.encode(olds, place, oldBytes);
                CanonicalBytes.encode(news, row, newBytes);
                yield Arrays.equals(oldBytes.bytes(), 0, oldBytes.length(), newBytes.bytes(), 0, newBytes.length());
            }
        };
    }

    /**
     * Puts rows of both into one column.
     *
     * @param picks for each row its place, doubled, plus 1 when it is one of the new column
     */
    Vector pick(Vector olds, Vector news, int[] picks, int count) {
        boolean[] nulls = pickNulls(olds.nulls(), news.nulls(), picks, count);
        return switch (type.storage()) {
            case INT ->
                new IntVector(
                        count, pick(((IntVector) olds).values(), ((IntVector) news).values(), picks, count), nulls);
            case LONG ->
                new LongVector(
                        count, pick(((LongVector) olds).values(), ((LongVector) news).values(), picks, count), nulls);
            case DOUBLE ->
                new DoubleVector(
                        count,
                        pick(((DoubleVector) olds).values(), ((DoubleVector) news).values(), picks, count),
                        nulls);
            case INT128 -> {
                Int128Vector before = (Int128Vector) olds;
                Int128Vector after = (Int128Vector) news;
                yield new Int128Vector(
                        count,
                        pick(before.high(), after.high(), picks, count),
                        pick(before.low(), after.low(), picks, count),
                        nulls);
            }
            case BYTES -> pickBytes((BytesVector) olds, (BytesVector) news, picks, count, nulls);
            case BOOLEAN, FLOAT, ROW, ARRAY, MAP -> copy(olds, news, picks, count);
        };
    }

    private static boolean @Nullable [] pickNulls(
            boolean @Nullable [] olds, boolean @Nullable [] news, int[] picks, int count) {
        if (olds == null && news == null) {
            return null;
        }
        boolean[] nulls = new boolean[count];
        for (int i = 0; i < count; i++) {
            boolean[] from = (picks[i] & 1) == 0 ? olds : news;
            nulls[i] = from != null && from[picks[i] >> 1];
        }
        return nulls;
    }

    private static int[] pick(int[] olds, int[] news, int[] picks, int count) {
        int[] picked = new int[count];
        for (int i = 0; i < count; i++) {
            picked[i] = ((picks[i] & 1) == 0 ? olds : news)[picks[i] >> 1];
        }
        return picked;
    }

    private static long[] pick(long[] olds, long[] news, int[] picks, int count) {
        long[] picked = new long[count];
        for (int i = 0; i < count; i++) {
            picked[i] = ((picks[i] & 1) == 0 ? olds : news)[picks[i] >> 1];
        }
        return picked;
    }

    private static double[] pick(double[] olds, double[] news, int[] picks, int count) {
        double[] picked = new double[count];
        for (int i = 0; i < count; i++) {
            picked[i] = ((picks[i] & 1) == 0 ? olds : news)[picks[i] >> 1];
        }
        return picked;
    }

    /** Shares the blocks of both. */
    private static Vector pickBytes(
            BytesVector olds, BytesVector news, int[] picks, int count, boolean @Nullable [] nulls) {
        byte[][] blocks = Arrays.copyOf(olds.blocks(), olds.blocks().length + news.blocks().length);
        System.arraycopy(news.blocks(), 0, blocks, olds.blocks().length, news.blocks().length);
        int[] blockOf = new int[count];
        int[] starts = new int[count];
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) {
            boolean isNew = (picks[i] & 1) != 0;
            BytesVector from = isNew ? news : olds;
            int row = picks[i] >> 1;
            int block = from.blockOf() == null ? 0 : from.blockOf()[row];
            blockOf[i] = isNew ? olds.blocks().length + block : block;
            starts[i] = from.starts()[row];
            lengths[i] = from.lengths()[row];
        }
        return new BytesVector(count, blocks, blockOf, starts, lengths, nulls);
    }

    private Vector copy(Vector olds, Vector news, int[] picks, int count) {
        VectorBuilder builder = VectorBuilder.of(type, count);
        for (int i = 0; i < count; i++) {
            builder.append((picks[i] & 1) == 0 ? olds : news, picks[i] >> 1);
        }
        return builder.build();
    }
}
