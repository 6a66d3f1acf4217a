// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.source;

import io.weir.executor.epoch.CutPoint;
import io.weir.executor.epoch.EpochCoordinator;
import io.weir.executor.epoch.SplitId;
import io.weir.executor.epoch.SplitProgress;
import io.weir.executor.exchange.Inlet;
import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.kernel.Projection;
import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.Counters;
import io.weir.executor.schedule.Scheduler;
import io.weir.spi.batch.Batch;
import io.weir.spi.connector.Poll;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a task's share of a scan's splits, and cuts them where the coordinator asks.
 *
 * <pre>
 *              asked to close, cut allowed           released
 *   reading ------------------------------&gt; awaiting ---------&gt; reading the next epoch
 * </pre>
 *
 * Rows that come after a rest wait until an empty barrier has brought the present time. All but {@link #close(long)},
 * {@link #release}, {@link #wake} and {@link #add} is called by the task.
 */
public final class SourceInlet implements Inlet, CutPoint {
    // ---- settings
    private final ScanReading scan;
    private final EpochCoordinator coordinator;
    private final Scheduler scheduler;
    private final Runnable wakeTask;
    private final ErrorMask errors = new ErrorMask();

    // ---- told by others
    private final ConcurrentLinkedQueue<SplitReader> arrivals = new ConcurrentLinkedQueue<>();
    private volatile long closeEpoch = -1;
    private volatile @Nullable Barrier released;

    // ---- state
    private final List<SplitReader> readers = new ArrayList<>();
    private final List<SplitReader> ended = new ArrayList<>();
    private long openEpoch;
    private boolean awaiting;
    private boolean repeats;
    private boolean saidEnd;
    private int next;
    private long sentBytes;
    private boolean sentAny;
    private boolean limitReached;
    private @Nullable SplitReader heldOf;
    private @Nullable Batch held;
    private boolean heldCutAllowed;
    private long heldEpoch;
    private Scheduler.@Nullable Timer timer;
    private long timerMicros = Long.MAX_VALUE;

    // ---- counters
    private volatile long rowsRead;
    private final Counters counters = new Counters();

    public SourceInlet(ScanReading scan, EpochCoordinator coordinator, Scheduler scheduler, Runnable wakeTask) {
        this.scan = scan;
        this.coordinator = coordinator;
        this.scheduler = scheduler;
        this.wakeTask = wakeTask;
        this.openEpoch = coordinator.openEpoch();
        this.awaiting = openEpoch == 0;
        this.repeats = coordinator.repeats();
    }

    // ---- from any thread

    @Override
    public void close(long epoch) {
        closeEpoch = epoch;
        wakeTask.run();
    }

    @Override
    public void release(Barrier barrier) {
        released = barrier;
        wakeTask.run();
    }

    void wake() {
        wakeTask.run();
    }

    /** Gives it one more split to read. */
    public void add(SplitReader reader) {
        reader.readBy(this);
        arrivals.add(reader);
        wakeTask.run();
    }

    /** Records read: sent, passed over by the readers, or left out. */
    public long rowsRead() {
        return rowsRead;
    }

    /** What was left out; the filtered are those that the readers passed over. */
    public Counters counters() {
        return counters;
    }

    // ---- the task

    @Override
    public @Nullable Object poll() {
        while (true) {
            if (awaiting) {
                return released();
            }
            takeArrivals();
            if (mayCut()) {
                cut();
                continue;
            }
            Batch batch = next();
            if (batch != null) {
                return batch;
            }
            if (!mayCut()) {
                return null;
            }
        }
    }

    private @Nullable Barrier released() {
        Barrier barrier = released;
        if (barrier == null || barrier.epoch() != openEpoch) {
            return null;
        }
        openEpoch++;
        awaiting = false;
        sentAny = false;
        sentBytes = 0;
        limitReached = false;
        repeats = coordinator.repeats();
        if (repeats) {
            readers.forEach(this::setBound);
        } else {
            readers.forEach(reader -> reader.until = null);
        }
        return barrier;
    }

    private void setBound(SplitReader reader) {
        SplitProgress target = coordinator.target(reader.split);
        reader.until = target == null ? null : target.position();
        reader.idle = target == null ? reader.idle : target.idle();
    }

    private void takeArrivals() {
        for (SplitReader reader = arrivals.poll(); reader != null; reader = arrivals.poll()) {
            readers.add(reader);
            if (repeats) {
                setBound(reader);
            }
        }
        sayEnd();
    }

    private boolean mayCut() {
        if (repeats) {
            for (SplitReader reader : readers) {
                if (!reader.atCut()) {
                    return false;
                }
            }
            return true;
        }
        return closeEpoch == openEpoch && cutAllowed();
    }

    private boolean cutAllowed() {
        for (SplitReader reader : readers) {
            if (!reader.cutAllowed) {
                return false;
            }
        }
        return true;
    }

    private void cut() {
        Map<SplitId, SplitProgress> changed = new HashMap<>();
        report(readers, changed);
        report(ended, changed);
        ended.clear();
        awaiting = true;
        coordinator.cut(scan.number(), changed, atEnd());
    }

    private static void report(List<SplitReader> readers, Map<SplitId, SplitProgress> changed) {
        for (SplitReader reader : readers) {
            SplitProgress progress = reader.progress();
            if (progress != null) {
                reader.reported = progress;
                reader.moved = false;
                reader.timeChanged = false;
                changed.put(reader.split, progress);
            }
        }
    }

    private boolean atEnd() {
        return coordinator.enough(scan.number()) || saidEnd;
    }

    private void sayEnd() {
        if (!saidEnd && scan.bounded() && readers.isEmpty()) {
            saidEnd = true;
            coordinator.atEnd(scan.number());
        }
    }

    /** The next rows; null when there are none, or none that may be read now. */
    private @Nullable Batch next() {
        if (heldOf != null) {
            return heldEpoch == openEpoch ? null : sendHeld();
        }
        if (!coordinator.reads(scan.number())) {
            return null;
        }
        long now = scheduler.nowMicros();
        if (timerMicros <= now) {
            timerMicros = Long.MAX_VALUE;
            timer = null;
        }
        boolean onlyOpenTransactions = stopsReading(now);
        int count = readers.size();
        int at = count == 0 ? 0 : scheduler.choose(count, next % count);
        for (int i = 0; i < count; i++, at++) {
            at = at < readers.size() ? at : 0;
            SplitReader reader = readers.get(at);
            if (!reader.ready(now) || (onlyOpenTransactions && reader.cutAllowed) || (repeats && reader.atCut())) {
                continue;
            }
            reader.beginPoll();
            Poll poll = reader.reader.poll(
                    1 + scheduler.choose(Batch.MAX_ROWS, Batch.MAX_ROWS - 1), repeats ? reader.until : null);
            if (poll instanceof Poll.Rows rows) {
                if (rows.batch().size() == 0) {
                    rows.batch().release();
                    wakeTask.run(); // asks again in the next turn
                } else if (rests(now)) {
                    hold(reader, rows);
                    return null;
                } else {
                    next = at + 1;
                    return send(reader, rows.batch(), rows.cutAllowed());
                }
            } else if (poll instanceof Poll.Nothing nothing) {
                quiet(reader, nothing, now);
            } else {
                end(reader);
                at--;
            }
        }
        return null;
    }

    /** Whether the epoch has its greatest size or age, so that only transactions are read to their ends. */
    private boolean stopsReading(long now) {
        if (repeats || coordinator.awaitsEnd(scan.number())) {
            return false;
        }
        if (!limitReached
                && sentAny
                && (sentBytes >= coordinator.settings().maxBytes()
                        || now - coordinator.openedMicros()
                                >= coordinator.settings().maxMicros())) {
            limitReached = true;
            coordinator.requestNow();
        }
        return limitReached || closeEpoch == openEpoch;
    }

    /** Whether the open epoch has rested, so that its time is not the present. */
    private boolean rests(long now) {
        return !sentAny
                && !repeats
                && !coordinator.holdsBack()
                && !coordinator.awaitsEnd(scan.number())
                && now - coordinator.openedMicros() >= coordinator.settings().maxMicros();
    }

    private void hold(SplitReader reader, Poll.Rows rows) {
        heldOf = reader;
        held = rows.batch();
        heldCutAllowed = rows.cutAllowed();
        heldEpoch = openEpoch;
        coordinator.requestFromRest();
    }

    private @Nullable Batch sendHeld() {
        SplitReader reader = heldOf;
        Batch batch = held;
        heldOf = null;
        held = null;
        return reader == null || batch == null ? null : send(reader, batch, heldCutAllowed);
    }

    private Batch send(SplitReader reader, Batch batch, boolean cutAllowed) {
        reader.moved = true;
        reader.cutAllowed = cutAllowed;
        reader.idle = false;
        reader.quietSinceMicros = Long.MAX_VALUE;
        Projection watermark = scan.watermark();
        if (watermark != null) {
            errors.clear();
            reader.watermark.observe(batch, watermark.evaluate(batch, 0, errors)[0], errors);
        }
        account(reader, batch.events());
        sentBytes += BatchBytes.of(batch);
        if (!sentAny) {
            sentAny = true;
            coordinator.requestClose();
        }
        return batch;
    }

    /** Counts what a reader has read since this was called last. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    private void account(SplitReader reader, long sent) {
        long skipped = reader.reader.rowsSkipped() - reader.rowsSkipped;
        long leftOut = 0;
        if (reader.errors.any()) {
            leftOut = reader.errors.leaveOut(openEpoch, coordinator.openTimeMicros(), counters);
        }
        rowsRead += sent + skipped + leftOut;
        if (skipped > 0) {
            reader.rowsSkipped += skipped;
            counters.addFiltered(skipped);
        }
    }

    private void quiet(SplitReader reader, Poll.Nothing nothing, long now) {
        if (reader.errors.any() && !reader.moved) {
            reader.moved = true;
            if (!repeats) {
                coordinator.requestClose();
            }
        }
        account(reader, 0);
        reader.quiet = true;
        reader.retryAtMicros = nothing.retryAtMicros();
        long wakeAt = reader.retryAtMicros;
        if (scan.idleTimeoutMicros() > 0 && !reader.idle && !repeats) {
            reader.quietSinceMicros = Math.min(reader.quietSinceMicros, now);
            long idleAt = reader.quietSinceMicros + scan.idleTimeoutMicros();
            if (idleAt <= now) {
                reader.idle = true;
                reader.timeChanged = true;
                coordinator.requestClose();
            } else {
                reader.retryAtMicros = Math.min(reader.retryAtMicros, idleAt);
                wakeAt = Math.min(wakeAt, idleAt);
            }
        }
        setTimer(wakeAt);
    }

    private void setTimer(long atMicros) {
        if (atMicros < timerMicros) {
            if (timer != null) {
                timer.cancel();
            }
            timerMicros = atMicros;
            timer = scheduler.at(atMicros, wakeTask);
        }
    }

    private void end(SplitReader reader) {
        reader.moved |= reader.errors.any();
        account(reader, 0);
        reader.end();
        readers.remove(reader);
        ended.add(reader);
        if (!scan.bounded()) {
            coordinator.requestClose();
        }
        sayEnd();
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel();
        }
        if (held != null) {
            held.release();
        }
        takeArrivals();
        readers.forEach(reader -> reader.reader.close());
    }
}
