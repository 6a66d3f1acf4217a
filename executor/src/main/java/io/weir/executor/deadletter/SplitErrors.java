// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.deadletter;

import io.weir.executor.operator.Counters;
import io.weir.spi.connector.RecordErrors;
import io.weir.spi.error.SqlException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The records of a split that its reader could not decode.
 *
 * <p>They wait here until it is known in which epoch the split's position moves behind them: whoever goes on behind that
 * epoch does not read them again, and whoever goes on behind an earlier one does.
 */
public final class SplitErrors implements RecordErrors {
    /** Bytes of a record that are kept. */
    static final int RECORD_BYTES_MAX = 1 << 20;

    private record Waiting(byte[] record, String where, SqlException reason) {}

    private final ScanErrors scan;
    private final List<Waiting> waiting = new ArrayList<>();
    private volatile int count;

    SplitErrors(ScanErrors scan) {
        this.scan = scan;
    }

    @Override
    public synchronized void report(byte[] record, int start, int length, String where, SqlException reason) {
        switch (scan.onError()) {
            case FAIL -> throw failure(where, reason);
            case DROP -> {}
            case DEAD_LETTER -> {
                int kept = Math.min(length, RECORD_BYTES_MAX);
                waiting.add(new Waiting(Arrays.copyOfRange(record, start, start + kept), where, reason));
            }
        }
        count++;
    }

    private static SqlException failure(String where, SqlException reason) {
        String detail = reason.detail();
        return SqlException.report(reason.code())
                .says("%s", reason.getMessage())
                .detail("The record is %s.%s", where, detail == null ? "" : " " + detail)
                .hint("'on-error' = 'dead-letter' in the table's WITH keeps such records out, in the table"
                        + " weir.dead_letters.")
                .causedBy(reason)
                .toException();
    }

    /** Whether records wait. */
    public boolean any() {
        return count > 0;
    }

    /**
     * Counts what waits, and makes dead letters of it.
     *
     * @param epoch the epoch in which the split's position moves behind the records
     * @return how many records there were
     */
    public long leaveOut(long epoch, long timeMicros, Counters counters) {
        List<Waiting> all;
        int records;
        synchronized (this) {
            records = count;
            all = List.copyOf(waiting);
            waiting.clear();
            count = 0;
        }
        if (scan.onError() == OnError.DROP) {
            counters.addDropped(records);
        }
        for (Waiting each : all) {
            counters.addDeadLetter(1);
            scan.letters()
                    .add(new DeadLetter(
                            scan.job(),
                            epoch,
                            timeMicros,
                            scan.table(),
                            each.where,
                            each.reason.code(),
                            String.valueOf(each.reason.getMessage()),
                            each.record,
                            1));
        }
        return records;
    }
}
