// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.epoch;

import io.weir.executor.operator.Barrier;
import io.weir.executor.time.WatermarkMerge;
import io.weir.executor.time.WatermarkMerge.Activity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is known of the time of each split, merged to one watermark per scan, and those to one per watermark group. */
final class ScanTimes {
    private final List<ScanTraits> scans;
    private final List<int[]> groups;
    private final List<Map<String, SplitProgress>> splits = new ArrayList<>();
    private final int[] atTheirEnd;
    private final int[] reportedEnds;
    private final boolean[] finished;
    private final long[] scanWatermarks;
    private final long[] groupWatermarks;

    ScanTimes(List<ScanTraits> scans, List<int[]> groups) {
        this.scans = scans;
        this.groups = groups;
        scans.forEach(scan -> splits.add(new HashMap<>()));
        atTheirEnd = new int[scans.size()];
        reportedEnds = new int[scans.size()];
        finished = new boolean[scans.size()];
        scanWatermarks = new long[scans.size()];
        groupWatermarks = new long[groups.size()];
        Arrays.fill(scanWatermarks, Barrier.NO_WATERMARK);
        Arrays.fill(groupWatermarks, Barrier.NO_WATERMARK);
    }

    void restore(EpochStart from) {
        moved(from.splits());
        System.arraycopy(from.scanWatermarks(), 0, scanWatermarks, 0, scanWatermarks.length);
        System.arraycopy(from.groupWatermarks(), 0, groupWatermarks, 0, groupWatermarks.length);
    }

    /** One more cut point of a scan has come to its end; says whether that makes all bounded scans end, or all scans. */
    boolean atEnd(int scan) {
        return atEnd(scan, Math.min(scans.get(scan).cutPoints(), atTheirEnd[scan] + 1));
    }

    /** A scan is read no further; says the same. */
    boolean stop(int scan) {
        return atEnd(scan, scans.get(scan).cutPoints());
    }

    private boolean atEnd(int scan, int cutPoints) {
        atTheirEnd[scan] = cutPoints;
        boolean all = true;
        boolean bounded = true;
        for (int i = 0; i < atTheirEnd.length; i++) {
            boolean ends = atTheirEnd[i] == scans.get(i).cutPoints();
            all &= ends;
            bounded &= ends || !scans.get(i).bounded();
        }
        return all || (bounded && scans.get(scan).bounded());
    }

    void beginCut() {
        Arrays.fill(reportedEnds, 0);
    }

    /** A cut point has reported that it will never have rows again. */
    void reportEnd(int scan) {
        reportedEnds[scan]++;
        finished[scan] |= reportedEnds[scan] == scans.get(scan).cutPoints();
    }

    void moved(Map<SplitId, SplitProgress> changed) {
        changed.forEach((split, progress) -> splits.get(split.scan()).put(split.split(), progress));
    }

    boolean boundedFinished() {
        for (int i = 0; i < finished.length; i++) {
            if (scans.get(i).bounded() && !finished[i]) {
                return false;
            }
        }
        return true;
    }

    boolean allFinished() {
        for (boolean each : finished) {
            if (!each) {
                return false;
            }
        }
        return true;
    }

    /**
     * Merges anew.
     *
     * @param unboundedPaused whether unbounded scans have been held back so far
     */
    void advance(boolean unboundedPaused) {
        Activity[] activities = new Activity[scans.size()];
        for (int i = 0; i < activities.length; i++) {
            activities[i] = advanceScan(i, unboundedPaused);
        }
        boolean end = allFinished();
        for (int g = 0; g < groups.size(); g++) {
            int[] members = groups.get(g);
            Activity[] parts = new Activity[members.length];
            long[] watermarks = new long[members.length];
            for (int m = 0; m < members.length; m++) {
                parts[m] = activities[members[m]];
                watermarks[m] = scanWatermarks[members[m]];
            }
            groupWatermarks[g] =
                    end ? Barrier.END_OF_TIME : WatermarkMerge.merge(groupWatermarks[g], parts, watermarks);
        }
    }

    private Activity advanceScan(int scan, boolean unboundedPaused) {
        ScanTraits traits = scans.get(scan);
        if (!traits.timed()) {
            return Activity.TIMELESS;
        }
        if (finished[scan]) {
            scanWatermarks[scan] = Barrier.END_OF_TIME;
            return Activity.FINISHED;
        }
        if (unboundedPaused && !traits.bounded()) {
            return Activity.PAUSED;
        }
        Map<String, SplitProgress> of = splits.get(scan);
        Activity[] activities = new Activity[of.size()];
        long[] watermarks = new long[of.size()];
        int i = 0;
        for (SplitProgress split : of.values()) {
            // the end of a split is not that of the scan: what it has seen counts as that of an idle one
            activities[i] = split.idle() || split.finished() ? Activity.IDLE : Activity.ACTIVE;
            watermarks[i++] = split.watermark();
        }
        scanWatermarks[scan] = WatermarkMerge.merge(scanWatermarks[scan], activities, watermarks);
        Activity together = WatermarkMerge.activity(activities);
        return together == Activity.TIMELESS ? Activity.IDLE : together; // no splits yet: nothing to wait for
    }

    /** Takes the watermarks of a barrier that is repeated. */
    void repeat(long[] watermarks) {
        System.arraycopy(watermarks, 0, groupWatermarks, 0, groupWatermarks.length);
    }

    long[] groupWatermarks() {
        return groupWatermarks.clone();
    }

    long[] scanWatermarks() {
        return scanWatermarks.clone();
    }

    /** The least watermark of the scans that have one; {@link Barrier#NO_WATERMARK} when none has. */
    long least() {
        long least = Barrier.END_OF_TIME;
        boolean any = false;
        for (int i = 0; i < scanWatermarks.length; i++) {
            if (scans.get(i).timed()) {
                least = Math.min(least, scanWatermarks[i]);
                any = true;
            }
        }
        return any ? least : Barrier.NO_WATERMARK;
    }

    Map<SplitId, SplitProgress> splits() {
        Map<SplitId, SplitProgress> all = new HashMap<>();
        for (int i = 0; i < splits.size(); i++) {
            int scan = i;
            splits.get(i).forEach((split, progress) -> all.put(new SplitId(scan, split), progress));
        }
        return all;
    }
}
