// SPDX-License-Identifier: Apache-2.0
package io.weir.engine;

import io.weir.executor.runtime.JobMetrics;
import java.util.ArrayList;
import java.util.List;

/** What a statement says of records and rows that its answer does without. */
final class LeftOut {
    private LeftOut() {}

    static List<String> warnings(JobMetrics metrics) {
        List<String> warnings = new ArrayList<>();
        if (metrics.deadLettersStanding() != 0) {
            warnings.add(records(metrics.deadLettersStanding()) + " left out, see " + DeadLettersTable.NAME);
        }
        if (metrics.dropped() > 0) {
            warnings.add(records(metrics.dropped()) + " left out: " + they(metrics.dropped())
                    + " could not be decoded or computed, or had no time");
        }
        if (metrics.late() > 0) {
            warnings.add(records(metrics.late()) + " left out: " + they(metrics.late()) + " came too late");
        }
        if (metrics.conflicts() > 0) {
            warnings.add(records(metrics.conflicts()) + " left out: a greater one with the same key is in the table");
        }
        return warnings;
    }

    private static String they(long count) {
        return count == 1 ? "it" : "they";
    }

    private static String records(long count) {
        return count == 1 ? "1 record was" : count + " records were";
    }
}
