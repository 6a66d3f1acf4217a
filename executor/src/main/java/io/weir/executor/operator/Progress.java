// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator;

/** What an operator answers to a call. */
public enum Progress {
    /** All is done; the next batch or barrier may come. */
    DONE,
    /** Stopped because the output is full or the time slice was used up; {@link Operator#resume} goes on. */
    MORE
}
