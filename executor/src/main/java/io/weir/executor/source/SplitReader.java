// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.source;

import io.weir.executor.deadletter.SplitErrors;
import io.weir.executor.epoch.SplitId;
import io.weir.executor.epoch.SplitProgress;
import io.weir.executor.time.SplitWatermark;
import io.weir.spi.connector.Reader;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A split that is being read, and what its cuts report. */
public final class SplitReader {
    // ---- settings
    final SplitId split;
    final Reader reader;
    final SplitWatermark watermark;
    final SplitErrors errors;

    // ---- state
    /** What the last cut reported. */
    SplitProgress reported;
    /** Whether rows were sent since the last cut. */
    boolean moved;
    /** Whether idleness or the end came since the last cut; so did a new split, which holds the watermark back from now on. */
    boolean timeChanged = true;
    /** Whether an epoch may end behind the last rows. */
    boolean cutAllowed = true;
    /** Whether the reader had nothing when asked last. */
    boolean quiet;
    /** When to ask a quiet reader again. */
    long retryAtMicros = Long.MAX_VALUE;
    /** Since when it has been quiet. */
    long quietSinceMicros = Long.MAX_VALUE;

    boolean idle;
    /** Rows that its predicates have left out so far and that are counted. */
    long rowsSkipped;

    private boolean finished;
    /** Where it began, before anything was read. */
    private final byte[] start;

    private byte @Nullable [] endPosition;
    /** Where the open epoch of a repetition is cut; null when there is no bound. */
    byte @Nullable [] until;
    /** Set by the reader, from any thread, when it has rows again. */
    private volatile boolean woken;
    /** Set before anything is read. */
    private volatile @Nullable SourceInlet inlet;

    /**
     * Opens a split.
     *
     * @param errors what its reader reports to
     * @param open makes the reader, given what it calls when it has rows again
     */
    public SplitReader(SplitId split, SplitProgress from, SplitErrors errors, Function<Runnable, Reader> open) {
        this.split = split;
        this.reported = from;
        this.watermark = from.resume();
        this.idle = from.idle();
        this.errors = errors;
        this.reader = open.apply(this::wake);
        byte[] known = from.position();
        this.start = known == null ? reader.position() : known;
    }

    private void wake() {
        woken = true;
        SourceInlet reads = inlet;
        if (reads != null) {
            reads.wake();
        }
    }

    void readBy(SourceInlet reads) {
        inlet = reads;
    }

    /** Whether it makes sense to ask the reader. */
    boolean ready(long nowMicros) {
        return !quiet || woken || retryAtMicros <= nowMicros;
    }

    void beginPoll() {
        quiet = false;
        woken = false;
        retryAtMicros = Long.MAX_VALUE;
    }

    /** The split has no more rows. */
    void end() {
        endPosition = position();
        finished = true;
        cutAllowed = true;
        timeChanged = true;
        reader.close();
    }

    /** Whether the open epoch of a repetition is read to its cut. */
    boolean atCut() {
        return until == null || Arrays.compareUnsigned(reader.position(), until) >= 0;
    }

    /** What is to be reported, or null when nothing has changed. */
    @Nullable
    SplitProgress progress() {
        if (!moved && !timeChanged) {
            return null;
        }
        return new SplitProgress(
                finished ? endPosition : position(),
                watermark.value(),
                watermark.greatest(),
                watermark.second(),
                idle,
                finished);
    }

    /**
     * Behind the last row that was sent: the reader may be further, when what it gave last is held. Also where a split begins is told,
     * even if nothing was read yet: asked again later, it might be elsewhere.
     */
    private byte[] position() {
        byte[] last = reported.position();
        return moved ? reader.position() : last == null ? start : last;
    }
}
