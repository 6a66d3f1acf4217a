// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.deadletter;

import io.weir.spi.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be decoded, or a row that could not be computed.
 *
 * @param job the job that left it out
 * @param epoch the epoch of the job that the record belongs to
 * @param timeMicros the time of that epoch
 * @param table the table it was read from; null for a row that could not be computed
 * @param place where it stood: {@code topic/partition/offset} or {@code file:line}; of a row, the operator and where in the
 *     statement the failing expression stands
 * @param reason what is wrong with it, in words
 * @param record its bytes; of a row, the row as JSON
 * @param weight how often it was added, or taken back
 */
public record DeadLetter(
        String job,
        long epoch,
        long timeMicros,
        @Nullable String table,
        String place,
        ErrorCode code,
        String reason,
        byte[] record,
        int weight) {}
