// SPDX-License-Identifier: Apache-2.0
package io.weir.shell.interactive;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/** A line that says how long a statement has been running, shown after a second and erased at its end. */
final class Progress implements AutoCloseable {
    private static final long FIRST_MILLIS = 1_000;
    private static final long EVERY_MILLIS = 500;

    private final Screen screen;
    private final Stopwatch watch;
    private final Supplier<String> detail;
    private final @Nullable ScheduledFuture<?> ticks;
    private boolean shown;
    private boolean closed;

    /** @param detail what else there is to say; may take its time */
    Progress(Screen screen, Stopwatch watch, Supplier<String> detail, ScheduledExecutorService ticker) {
        this.screen = screen;
        this.watch = watch;
        this.detail = detail;
        this.ticks = screen.isDumb()
                ? null
                : ticker.scheduleWithFixedDelay(this::tick, FIRST_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        String text = watch.clock() + detail.get() + " | Ctrl-C ends it";
        synchronized (this) {
            if (!closed) {
                erase();
                shown = true;
                String fitting = text.substring(0, Math.min(text.length(), screen.width() - 1));
                screen.terminal().writer().append(fitting);
                screen.flush();
            }
        }
    }

    private void erase() {
        if (shown) {
            screen.terminal().writer().append('\r');
            screen.terminal().puts(Capability.clr_eol);
        }
    }

    /** Erases the line for good. */
    @Override
    public void close() {
        if (ticks != null) {
            ticks.cancel(false);
        }
        synchronized (this) {
            if (!closed) {
                closed = true;
                erase();
            }
        }
    }
}
