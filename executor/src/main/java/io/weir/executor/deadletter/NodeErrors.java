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
 * <p>A row that is added and taken back within an epoch belongs to no answer. So where rows can be taken back the job fails at the
 * barrier, by the rows that are left.
 */
public final class NodeErrors implements RowErrors {
    /** So many different rows are held before the job fails, barrier or not. */
    private static final int HELD_MAX = 10_000;

    /** A row that failed, and how often it is there. */
    private static final class Held {
        final SqlException error;
        long weight;

        Held(SqlException error) {
            this.error = error;
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

    /** The rows that come now belong to this epoch; throws when a row of the last one is left that failed. */
    public void opened(long openEpoch, long timeMicros) {
        if (!held.isEmpty()) {
            throw held.values().iterator().next().error;
        }
        epoch = openEpoch;
        epochTimeMicros = timeMicros;
    }

    @Override
    public void report(Batch batch, Schema schema, int row, int weight, ErrorCode code, @Nullable SourceSpan span) {
        switch (onError) {
            case FAIL -> {
                SqlException error = SqlException.report(code)
                        .says("%s", text(code))
                        .at(span)
                        .hint("SET 'on-error' = 'dead-letter' keeps such rows out, in the table weir.dead_letters.")
                        .toException();
                if (!takenBack && batch.weights() == null) {
                    throw error;
                }
                counters.addFiltered(Math.abs((long) weight));
                hold(batch, row, weight, error);
            }
            case DROP -> counters.addDropped(Math.abs((long) weight));
            case DEAD_LETTER -> {
                counters.addDeadLetter(weight);
                letters.add(new DeadLetter(
                        job,
                        epoch,
                        epochTimeMicros,
                        null,
                        span == null ? node : node + " at " + span.line() + ":" + span.column(),
                        code,
                        text(code),
                        RowJson.of(batch, schema, row).getBytes(StandardCharsets.UTF_8),
                        weight));
            }
        }
    }

    private void hold(Batch batch, int row, int weight, SqlException error) {
        GrowableBytes bytes = new GrowableBytes();
        for (int column = 0; column < batch.columnCount(); column++) {
            CanonicalBytes.encode(batch.column(column), row, bytes);
        }
        ByteBuffer key = ByteBuffer.wrap(Arrays.copyOf(bytes.bytes(), bytes.length()));
        Held same = held.computeIfAbsent(key, any -> new Held(error));
        same.weight += weight;
        if (same.weight == 0) {
            held.remove(key);
        } else if (held.size() > HELD_MAX) {
            throw error;
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
