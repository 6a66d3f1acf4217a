// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.epoch;

import io.weir.executor.operator.Barrier;
import io.weir.executor.schedule.Scheduler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides when the epochs of a job end and what their barriers say.
 *
 * <pre>
 *   wanted or due --&gt; close: every cut point is asked to cut
 *                     cut:   each reports positions, split times, idleness
 *                     last report: watermarks are merged, the journal written,
 *                     release: every cut point sends the barrier on
 *                     passed: each task has passed the barrier; all: the epoch is complete
 * </pre>
 *
 * At most {@value #IN_FLIGHT_MAX} barriers are released and not complete. All methods may be called from any thread.
 */
public final class EpochCoordinator {
    private static final int IN_FLIGHT_MAX = 2;

    // ---- settings
    private final EpochSettings settings;
    private final Scheduler scheduler;
    private final EpochJournal journal;
    private final EpochEvents events;
    private final int tasks;
    private final boolean[] boundedScan;
    private final List<CutPoint> cutPoints = new ArrayList<>();

    // ---- state
    private final ScanTimes times;
    private final ArrayDeque<JournalEntry> script = new ArrayDeque<>();
    private final Map<SplitId, SplitProgress> moved = new HashMap<>();
    private final TreeSet<Long> wakeUps = new TreeSet<>();
    /** Scans of constant rows that have not come to their end: their rows are in every answer, so no epoch closes before. */
    private final Set<Integer> constants = new HashSet<>();

    private final Map<Long, Integer> tasksMissing = new HashMap<>();
    private long epoch;
    private long completed = -1;
    private int cutsMissing;
    private boolean closing;
    private boolean wanted;
    private boolean forced;
    private boolean fromRest;
    private boolean hydrating;
    private volatile boolean uncommitted;
    private boolean committing;
    private boolean started;
    private boolean ended;
    private long checkpoint;
    private long timeMicros;
    private long commitDueMicros;
    private Scheduler.@Nullable Timer timer;
    private long timerMicros = Long.MAX_VALUE;
    private volatile long dueMicros;
    private volatile long openedMicros;
    private volatile boolean holdsBack;
    private volatile boolean stopping;
    /** Whether there are such scans; asked for each batch, so without a lock. */
    private volatile boolean awaitsConstants;

    /** By scan; replaced, never changed. */
    private volatile boolean[] enough;

    /**
     * Makes a coordinator that waits for its {@linkplain #add cut points} and {@link #start}.
     *
     * @param groups per watermark group the scans whose time it uses
     * @param tasks how many tasks pass each barrier
     */
    public EpochCoordinator(
            EpochSettings settings,
            List<ScanTraits> scans,
            List<int[]> groups,
            int tasks,
            EpochJournal journal,
            Scheduler scheduler,
            EpochEvents events) {
        this.settings = settings;
        this.scheduler = scheduler;
        this.journal = journal;
        this.events = events;
        this.tasks = tasks;
        this.times = new ScanTimes(scans, groups);
        this.enough = new boolean[scans.size()];
        this.boundedScan = new boolean[scans.size()];
        for (int i = 0; i < scans.size(); i++) {
            boundedScan[i] = scans.get(i).bounded();
            if (scans.get(i).constant()) {
                constants.add(i);
            }
        }
        this.awaitsConstants = !constants.isEmpty();
        this.hydrating = !settings.streaming() && scans.stream().anyMatch(ScanTraits::bounded);
        this.holdsBack = hydrating;
    }

    public void add(CutPoint cutPoint) {
        cutPoints.add(cutPoint);
    }

    /** Goes on behind a barrier that was there before. */
    public synchronized void resume(EpochStart from) {
        epoch = from.epoch() + 1;
        completed = from.epoch();
        timeMicros = from.timeMicros();
        hydrating = from.hydrating();
        holdsBack = hydrating;
        times.restore(from);
        wakeUps.addAll(from.wakeUps());
        script.addAll(from.script());
    }

    /** Makes the epochs of a journal again before new ones. */
    public synchronized void repeat(List<JournalEntry> entries) {
        script.addAll(entries);
    }

    /** Releases the barrier that the job starts with, or lets a job that goes on make its next one. */
    public synchronized void start() {
        started = true;
        openedMicros = scheduler.nowMicros();
        dueMicros = openedMicros;
        commitDueMicros = openedMicros + settings.commitMicros();
        if (epoch == 0) {
            JournalEntry first = script.peek();
            release(first == null ? entry() : first);
        } else {
            closeWhenPossible();
        }
    }

    /** The epoch that cut points open with: 0 when they are first handed a barrier. */
    public synchronized long openEpoch() {
        return epoch;
    }

    // ---- what cut points ask

    /** Whether the epochs are repeated from a journal, so that only {@link #target} says where they end. */
    public synchronized boolean repeats() {
        return !script.isEmpty();
    }

    /** Whether no epoch closes before this scan has come to its end, so that it must not wait for the next one. */
    public boolean awaitsEnd(int scan) {
        if (!awaitsConstants) {
            return false;
        }
        synchronized (this) {
            return constants.contains(scan);
        }
    }

    /** Where a split is to be cut in the open epoch of a repetition; null when it does not move. */
    public synchronized @Nullable SplitProgress target(SplitId split) {
        JournalEntry entry = script.peek();
        return entry == null ? null : entry.moved().get(split);
    }

    /** The earliest time at which the open epoch may be closed. */
    public long dueMicros() {
        return dueMicros;
    }

    /** When the open epoch was opened. */
    public long openedMicros() {
        return openedMicros;
    }

    /** The time of the barrier that opened the epoch that cut points read now. */
    public synchronized long openTimeMicros() {
        return timeMicros;
    }

    /** Whether a scan is to be read at all at present. */
    public boolean reads(int scan) {
        return !stopping && !enough[scan] && (!holdsBack || boundedScan[scan]);
    }

    /** Whether nothing needs the rest of a scan. */
    public boolean enough(int scan) {
        return enough[scan];
    }

    /** Whether unbounded scans are held back, and nothing is emitted, until the bounded ones have ended. */
    public boolean holdsBack() {
        return holdsBack;
    }

    public EpochSettings settings() {
        return settings;
    }

    // ---- what makes an epoch end

    /** Asks that the open epoch ends as soon as barriers may come again. */
    public synchronized void requestClose() {
        wanted = true;
        closeWhenPossible();
    }

    /** Asks that the open epoch, which rested, ends now, and that the next may end at once. */
    public synchronized void requestFromRest() {
        fromRest = true;
        forced |= !closing;
        closeWhenPossible();
    }

    /** Asks for a barrier now. */
    public synchronized void requestNow() {
        forced = true;
        closeWhenPossible();
    }

    /** Asks for a barrier that takes a checkpoint. */
    public synchronized void requestCheckpoint(long number) {
        checkpoint = number;
        forced = true;
        closeWhenPossible();
    }

    /** Asks for a barrier no later than a time. */
    public synchronized void wakeAt(long atMicros) {
        if (atMicros > timeMicros || !started) {
            wakeUps.add(atMicros);
            setTimer();
        } else {
            requestClose();
        }
    }

    /** Says that nothing needs the rest of these scans; when nothing needs any, the job ends. */
    public synchronized void enough(int[] scans) {
        boolean end = false;
        for (int scan : scans) {
            if (!enough[scan]) {
                boolean[] changed = enough.clone();
                changed[scan] = true;
                enough = changed;
                end |= times.stop(scan);
                awaitNoMore(scan);
            }
        }
        if (end) {
            requestNow();
        }
    }

    /** Lets the job end with the open epoch, which is committed. Cut points read no further. */
    public synchronized void stop() {
        stopping = true;
        forced = true;
        closeWhenPossible();
    }

    /** Says that writers have something that is not yet committed. */
    public void written() {
        if (!uncommitted) {
            synchronized (this) {
                uncommitted = true;
                setTimer();
            }
        }
    }

    /** Says that a cut point of a scan has come to its end; it reports that with its next cut. */
    public synchronized void atEnd(int scan) {
        forced |= times.atEnd(scan);
        if (awaitNoMore(scan) || forced) {
            closeWhenPossible();
        }
    }

    private boolean awaitNoMore(int scan) {
        boolean removed = constants.remove(scan);
        awaitsConstants = !constants.isEmpty();
        return removed;
    }

    /** Whether the open epoch may be closed now, and if not, closing it has to wait for something else. */
    private boolean canClose() {
        return started
                && !closing
                && !ended
                && script.isEmpty()
                && epoch - 1 - completed < IN_FLIGHT_MAX
                && (constants.isEmpty() || stopping);
    }

    private void closeWhenPossible() {
        if (!canClose()) {
            return;
        }
        if (forced || (wanted && scheduler.nowMicros() >= dueMicros)) {
            closing = true;
            wanted = false;
            forced = false;
            beginCut();
            cutPoints.forEach(each -> each.close(epoch));
        } else {
            setTimer();
        }
    }

    private void beginCut() {
        cutsMissing = cutPoints.size();
        times.beginCut();
    }

    /** Sets the one timer to the earliest of all that is due; not while an epoch cannot be closed anyway. */
    private void setTimer() {
        if (!canClose()) {
            return;
        }
        long next = wanted ? dueMicros : Long.MAX_VALUE;
        if (!wakeUps.isEmpty() && !hydrating) {
            next = Math.min(next, Math.max(wakeUps.first(), dueMicros));
        }
        if (uncommitted && !committing && settings.commitMicros() > 0 && !hydrating) {
            next = Math.min(next, commitDueMicros);
        }
        if (next < timerMicros) {
            if (timer != null) {
                timer.cancel();
            }
            timerMicros = next;
            timer = scheduler.at(next, this::timerDue);
        }
    }

    private synchronized void timerDue() {
        timer = null;
        timerMicros = Long.MAX_VALUE;
        long now = scheduler.nowMicros();
        wanted |= !wakeUps.isEmpty() && wakeUps.first() <= now;
        wanted |= uncommitted && settings.commitMicros() > 0 && commitDueMicros <= now;
        closeWhenPossible();
        setTimer();
    }

    // ---- closing

    /**
     * Reports a cut.
     *
     * @param changed the splits that have moved or whose time state has changed since the last cut
     * @param allFinished whether this cut point will never have rows again
     */
    public synchronized void cut(int scan, Map<SplitId, SplitProgress> changed, boolean allFinished) {
        JournalEntry scripted = script.peek();
        if (scripted != null && !closing) {
            closing = true;
            beginCut();
        }
        moved.putAll(changed);
        if (allFinished) {
            times.reportEnd(scan);
        }
        if (--cutsMissing == 0) {
            try {
                times.moved(scripted == null ? moved : scripted.moved());
                release(scripted == null ? entry() : scripted);
            } catch (RuntimeException e) {
                events.failed(e);
            }
        }
    }

    /** The entry of the open epoch, all of whose cuts are known. */
    private JournalEntry entry() {
        long now = Math.max(timeMicros, scheduler.nowMicros());
        boolean last = stopping || times.allFinished();
        boolean emits = !hydrating || times.boundedFinished();
        if (emits) {
            times.advance(hydrating);
        }
        boolean commits = last
                || checkpoint > 0
                || (emits && uncommitted && settings.commitMicros() > 0 && now >= commitDueMicros);
        long time = emits || epoch == 0 ? now : timeMicros;
        Barrier barrier = new Barrier(epoch, times.groupWatermarks(), time, emits, checkpoint, commits, last);
        return new JournalEntry(barrier, moved);
    }

    private void release(JournalEntry entry) {
        Barrier barrier = entry.barrier();
        if (!script.isEmpty()) {
            script.remove();
            if (barrier.emit()) {
                times.advance(hydrating);
            }
            times.repeat(barrier.watermarks());
        }
        journal.append(entry);
        moved.clear();
        closing = false;
        checkpoint = 0;
        timeMicros = barrier.timeMicros();
        ended = barrier.last();
        if (barrier.emit()) {
            hydrating = false;
            holdsBack = false;
        }
        if (barrier.commit()) {
            uncommitted = false;
            committing = true;
        }
        wakeUps.headSet(timeMicros, true).clear();
        long now = scheduler.nowMicros();
        openedMicros = now;
        dueMicros = fromRest ? now : now + (hydrating ? settings.maxMicros() : settings.intervalMicros());
        fromRest = false;
        tasksMissing.put(epoch, tasks);
        epoch++;
        if (barrier.checkpoint() > 0) {
            events.checkpoint(barrier, present());
        }
        cutPoints.forEach(each -> each.release(barrier));
        forced |= stopping;
        closeWhenPossible();
        setTimer();
    }

    /** Says that a task has passed a barrier. */
    public synchronized void passed(Barrier barrier) {
        if (tasksMissing.merge(barrier.epoch(), -1, Integer::sum) > 0) {
            return;
        }
        tasksMissing.remove(barrier.epoch());
        completed = barrier.epoch();
        if (barrier.commit()) {
            committing = false;
            commitDueMicros = scheduler.nowMicros() + settings.commitMicros();
        }
        events.completed(barrier);
        closeWhenPossible();
        setTimer();
    }

    /** Sets no further timers. */
    public synchronized void close() {
        ended = true;
        cutPoints.clear();
        if (timer != null) {
            timer.cancel();
        }
    }

    // ---- what has come of it

    /** Barriers released. */
    public synchronized long released() {
        return epoch;
    }

    /** The least watermark of the scans. */
    public synchronized long watermark() {
        return times.least();
    }

    /** All that is needed to go on behind the last barrier released. */
    private EpochStart present() {
        return new EpochStart(
                epoch - 1,
                timeMicros,
                hydrating,
                times.splits(),
                times.scanWatermarks(),
                times.groupWatermarks(),
                wakeUps,
                List.of());
    }
}
