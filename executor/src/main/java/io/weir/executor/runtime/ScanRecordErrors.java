// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.executor.operator.Counters;
import io.weir.spi.connector.RecordErrors;
import io.weir.spi.error.SqlException;

/** Drops and counts records that cannot be decoded, or fails the job, as their table says. */
final class ScanRecordErrors implements RecordErrors {
    private final boolean drop;
    private final Counters counters;

    ScanRecordErrors(boolean drop, Counters counters) {
        this.drop = drop;
        this.counters = counters;
    }

    @Override
    public void report(byte[] record, int start, int length, String where, SqlException reason) {
        if (!drop) {
            String detail = reason.detail();
            throw SqlException.report(reason.code())
                    .says("%s", reason.getMessage())
                    .detail("The record is %s.%s", where, detail == null ? "" : " " + detail)
                    .hint("'on-error' = 'drop' in the table's WITH leaves such records out and counts them.")
                    .causedBy(reason)
                    .toException();
        }
        synchronized (this) { // several tasks may read the same scan
            counters.addDropped(1);
        }
    }
}
