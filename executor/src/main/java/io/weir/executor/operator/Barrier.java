// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator;

/**
 * The only control message: closes one epoch and opens the next, for every task at the same cut.
 *
 * @param epoch the epoch it closes; 0 is the barrier a job starts with
 * @param watermarks by watermark group, in microseconds; {@code Long.MIN_VALUE} before the first, {@code Long.MAX_VALUE} when all
 *     inputs have ended. Not to be changed. A node asks {@link OperatorContext#watermark}.
 * @param timeMicros the job's clock when the barrier was released: the time of the epoch that it opens
 * @param emit whether operators that revise or wait send now
 * @param checkpoint number of the checkpoint to take at this barrier; 0 for none
 * @param commit whether writers prepare and output is committed at this barrier
 * @param last whether nothing will follow
 */
public record Barrier(
        long epoch, long[] watermarks, long timeMicros, boolean emit, long checkpoint, boolean commit, boolean last) {
    public static final long NO_WATERMARK = Long.MIN_VALUE;
    public static final long END_OF_TIME = Long.MAX_VALUE;
}
