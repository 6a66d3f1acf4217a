// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.deadletter;

import io.weir.executor.kernel.RowErrors;
import io.weir.executor.operator.Counters;
import io.weir.spi.batch.Batch;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.Schema;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes dead letters of the rows of one node whose expression fails, drops them, or fails the job, as its settings say. */
public final class NodeErrors implements RowErrors {
    private final OnError onError;
    private final DeadLetters letters;
    private final String job;
    private final String node;
    private final Counters counters;
    private long epoch;
    private long epochTimeMicros;

    /** @param node as EXPLAIN names it */
    public NodeErrors(OnError onError, DeadLetters letters, String job, String node, Counters counters) {
        this.onError = onError;
        this.letters = letters;
        this.job = job;
        this.node = node;
        this.counters = counters;
    }

    /** The rows that come now belong to this epoch. */
    public void opened(long openEpoch, long timeMicros) {
        epoch = openEpoch;
        epochTimeMicros = timeMicros;
    }

    @Override
    public void report(Batch batch, Schema schema, int row, int weight, ErrorCode code, @Nullable SourceSpan span) {
        switch (onError) {
            case FAIL ->
                throw SqlException.report(code)
                        .says("%s", text(code))
                        .at(span)
                        .hint("SET 'on-error' = 'dead-letter' keeps such rows out, in the table weir.dead_letters.")
                        .toException();
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
