// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.deadletter;

import io.weir.executor.kernel.RowErrors;
import io.weir.executor.operator.Counters;
import io.weir.executor.state.CanonicalBytes;
import io.weir.executor.state.GrowableBytes;
import io.weir.spi.batch.Batch;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.Schema;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes dead letters of the rows of one node whose expression fails, drops them, or fails the job, as its settings say.
 *
 * <p>A row that is added and taken back within an epoch belongs to no answer. So where rows can be taken back it is decided at the
 * barrier, on the rows that are left.
 */
public final class NodeErrors implements RowErrors {
    /** So many different rows are held before they are settled, barrier or not. */
    private static final int HELD_MAX = 10_000;

    private static final byte[] NO_BYTES = {};

    /** A row whose expression failed, as JSON where it may become a dead letter. */
    private record Failed(ErrorCode code, @Nullable SourceSpan span, byte[] json) {}

    /** Such a row, and how often it is there in this epoch. */
    private static final class Held {
        final Failed row;
        long weight;

        Held(Failed row) {
            this.row = row;
        }
    }

    private final OnError onError;
    private final DeadLetters letters;
    private final String job;
    private final String node;
    private final Counters counters;
    private final boolean takenBack;

    private final Map<ByteBuffer, Held> held = new LinkedHashMap<>();
    private long epoch;
    private long epochTimeMicros;

    /**
     * @param node as EXPLAIN names it
     * @param takenBack whether rows may be taken back within the epoch that added them
     */
    public NodeErrors(
            OnError onError, DeadLetters letters, String job, String node, Counters counters, boolean takenBack) {
        this.onError = onError;
        this.letters = letters;
        this.job = job;
        this.node = node;
        this.counters = counters;
        this.takenBack = takenBack;
    }

    /** The rows that come now belong to this epoch; settles those of the last one that failed and are left. */
    public void opened(long openEpoch, long timeMicros) {
        settleHeld();
        epoch = openEpoch;
        epochTimeMicros = timeMicros;
    }

    @Override
    public void report(Batch batch, Schema schema, int row, int weight, ErrorCode code, @Nullable SourceSpan span) {
        // each record of a source is a dead letter by itself, also when another takes it back
        if (!takenBack && (onError != OnError.FAIL || batch.weights() == null)) {
            settle(failed(batch, schema, row, code, span), weight);
            return;
        }
        counters.addFiltered(Math.abs((long) weight));
        ByteBuffer key = key(batch, row);
        Held same = held.get(key);
        if (same == null) {
            same = new Held(failed(batch, schema, row, code, span));
            held.put(key, same);
        }
        same.weight += weight;
        if (same.weight == 0) {
            held.remove(key);
        } else if (held.size() > HELD_MAX) {
            settleHeld();
        }
    }

    private static ByteBuffer key(Batch batch, int row) {
        GrowableBytes bytes = new GrowableBytes();
        for (int column = 0; column < batch.columnCount(); column++) {
            CanonicalBytes.encode(batch.column(column), row, bytes);
        }
        return ByteBuffer.wrap(Arrays.copyOf(bytes.bytes(), bytes.length()));
    }

    private Failed failed(Batch batch, Schema schema, int row, ErrorCode code, @Nullable SourceSpan span) {
        byte[] json = onError == OnError.DEAD_LETTER
                ? RowJson.of(batch, schema, row).getBytes(StandardCharsets.UTF_8)
                : NO_BYTES;
        return new Failed(code, span, json);
    }

    private void settleHeld() {
        for (Held each : held.values()) {
            counters.addFiltered(-Math.abs(each.weight));
            for (long left = each.weight; left != 0; ) {
                int part = (int) Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, left));
                settle(each.row, part);
                left -= part;
            }
        }
        held.clear();
    }

    private void settle(Failed row, int weight) {
        switch (onError) {
            case FAIL ->
                throw SqlException.report(row.code)
                        .says("%s", text(row.code))
                        .at(row.span)
                        .hint("SET 'on-error' = 'dead-letter' keeps such rows out, in the table weir.dead_letters.")
                        .toException();
            case DROP -> counters.addDropped(Math.abs((long) weight));
            case DEAD_LETTER -> {
                SourceSpan span = row.span;
                counters.addDeadLetter(weight);
                letters.add(new DeadLetter(
                        job,
                        epoch,
                        epochTimeMicros,
                        null,
                        span == null ? node : node + " at " + span.line() + ":" + span.column(),
                        row.code,
                        text(row.code),
                        row.json,
                        weight));
            }
        }
    }

    private static String text(ErrorCode code) {
        return switch (code) {
            case NUMERIC_OUT_OF_RANGE -> "numeric value out of range";
            case DIVISION_BY_ZERO -> "division by zero";
            case INVALID_CAST -> "value cannot be cast";
            case DATETIME_OUT_OF_RANGE -> "date or time out of range";
            case DATETIME_FORMAT -> "text is not a date or time of that format";
            case INVALID_ARGUMENT -> "argument out of range";
            case NULL_NOT_ALLOWED -> "NULL is not allowed here";
            case TEXT_TOO_LONG -> "text is too long";
            case INVALID_REGEX -> "pattern is not a regular expression";
            case ARRAY_INDEX -> "array index out of range";
            case SUBSTRING -> "negative length of a substring";
            case CARDINALITY -> "a sub-query for one value gave more than one row";
            default -> "expression failed";
        };
    }
}
