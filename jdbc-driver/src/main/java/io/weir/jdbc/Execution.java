// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.session.Cursor;
import io.weir.spi.session.Outcome;
import java.sql.SQLWarning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of running a statement that plain and prepared statements share: the cursor that may be cancelled from
 * another thread, and the warnings.
 */
final class Execution {
    private volatile @Nullable Cursor cursor;
    private @Nullable Thread waiting;
    private boolean interrupted;
    private @Nullable SQLWarning warnings;

    /** Marks that this thread waits for a statement without a cursor, such as a bounded INSERT. */
    synchronized void begin() {
        waiting = Thread.currentThread();
        interrupted = false;
    }

    synchronized void end() {
        waiting = null;
        if (interrupted) {
            Thread.interrupted(); // ours, not the caller's
        }
    }

    void took(Outcome outcome) {
        cursor = outcome instanceof Outcome.Rows rows ? rows.cursor() : null;
        warnings = chain(outcome.warnings());
    }

    /** One warning behind the other; null for none. */
    static @Nullable SQLWarning chain(List<String> texts) {
        SQLWarning first = null;
        for (int i = texts.size() - 1; i >= 0; i--) {
            SQLWarning warning = new SQLWarning(texts.get(i), "01000");
            if (first != null) {
                warning.setNextWarning(first);
            }
            first = warning;
        }
        return first;
    }

    /** Ends what runs, from any thread; its reader is told that it was cancelled. */
    void cancel() {
        Cursor open = cursor;
        if (open != null) {
            open.cancel();
        }
        interrupt();
    }

    /** Ends what runs, from any thread; its reader is told that the result was closed. */
    void close() {
        Cursor open = cursor;
        if (open != null) {
            open.close();
        }
        interrupt();
    }

    private void interrupt() {
        synchronized (this) {
            if (waiting != null) {
                interrupted = true;
                waiting.interrupt();
            }
        }
    }

    @Nullable
    SQLWarning warnings() {
        return warnings;
    }

    void clearWarnings() {
        warnings = null;
    }
}
