// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.executor.source.SourceInlet;
import java.util.ArrayList;
import java.util.List;

/**
 * The books of a job that has come to its end: what the tasks of one node have sent is what those of the next have
 * taken, and what was read has been sent or is counted as left out.
 */
final class RowBalance {
    private record Passage(String into, List<Outlet> from, List<NodeRun> to) {}

    private record Reading(String scan, List<SourceInlet> from, List<Outlet> to) {}

    private final List<Passage> passages = new ArrayList<>();
    private final List<Reading> readings = new ArrayList<>();

    /** All tasks of a node, and the ways out of the nodes below, each as often as it is an input. */
    void passage(String into, List<Outlet> from, List<NodeRun> to) {
        passages.add(new Passage(into, from, to));
    }

    /** All tasks of a scan. */
    void reading(String scan, List<SourceInlet> from, List<Outlet> to) {
        readings.add(new Reading(scan, from, to));
    }

    /** Throws when rows have got lost or have come from nowhere; no task runs any more. */
    void check() {
        for (Reading each : readings) {
            long read = each.from.stream().mapToLong(SourceInlet::rowsRead).sum();
            long leftOut = each.from.stream()
                    .mapToLong(inlet -> inlet.counters().leftOut())
                    .sum();
            check(each.scan, read, each.to.stream().mapToLong(Outlet::rows).sum() + leftOut);
        }
        for (Passage each : passages) {
            check(
                    each.into,
                    each.from.stream().mapToLong(Outlet::rows).sum(),
                    each.to.stream().mapToLong(NodeRun::rows).sum());
        }
    }

    /** Lets go of the tasks. */
    void clear() {
        passages.clear();
        readings.clear();
    }

    /** What came into a node is what went out of it or was counted as left out. */
    static void check(String node, long in, long out) {
        if (in != out) {
            throw new IllegalStateException(
                    "rows got lost at " + node + ": " + in + " came in, " + out + " went out or are counted");
        }
    }
}
