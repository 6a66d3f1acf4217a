// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.session.Cursor;
import io.weir.spi.session.Outcome;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The running of a statement, which another thread may cancel or close at any moment: while it starts, waits or gives rows. */
final class Execution {
    private enum End {
        CANCEL,
        CLOSE
    }

    private @Nullable Cursor cursor;
    private @Nullable Thread waiting;
    private @Nullable End asked;

    /** Runs what gives an outcome; an end asked for meanwhile interrupts it, or ends the cursor that it gives. */
    Outcome run(Supplier<Outcome> work) {
        synchronized (this) {
            waiting = Thread.currentThread();
            cursor = null;
            asked = null;
        }
        Outcome outcome = null;
        try {
            outcome = work.get();
            return outcome;
        } finally {
            finish(outcome);
        }
    }

    private void finish(@Nullable Outcome outcome) {
        Cursor tooLate = null;
        End end;
        synchronized (this) {
            waiting = null;
            end = asked;
            if (end != null) {
                Thread.interrupted(); // ours, not the caller's
            }
            if (outcome instanceof Outcome.Rows rows) {
                cursor = rows.cursor();
                tooLate = end == null ? null : cursor;
            }
        }
        if (tooLate != null) {
            stop(tooLate, end);
        }
    }

    private static void stop(Cursor running, @Nullable End end) {
        if (end == End.CLOSE) {
            running.close();
        } else {
            running.cancel();
        }
    }

    /** Ends what runs, from any thread; its reader is told that it was cancelled. */
    void cancel() {
        end(End.CANCEL);
    }

    /** Ends what runs, from any thread; its reader is told that the result was closed. */
    void close() {
        end(End.CLOSE);
    }

    private void end(End end) {
        Cursor running;
        synchronized (this) {
            running = cursor;
            if (waiting != null) {
                asked = end;
                waiting.interrupt();
            }
        }
        if (running != null) {
            stop(running, end);
        }
    }
}
