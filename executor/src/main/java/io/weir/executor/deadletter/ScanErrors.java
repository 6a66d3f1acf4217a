// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.deadletter;

/**
 * What becomes of the records of one scan that cannot be decoded.
 *
 * @param job the job that scans
 */
public record ScanErrors(OnError onError, String table, String job, DeadLetters letters) {
    /** What a reader of one split reports to. */
    public SplitErrors ofSplit() {
        return new SplitErrors(this);
    }
}
