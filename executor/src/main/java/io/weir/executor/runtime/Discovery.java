// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.executor.deadletter.ScanErrors;
import io.weir.executor.epoch.SplitProgress;
import io.weir.executor.schedule.Scheduler;
import io.weir.executor.source.SourceInlet;
import io.weir.executor.source.SplitReader;
import io.weir.spi.connector.Split;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks a source again and again for further splits, off the workers, and gives them to its tasks in turn. */
final class Discovery {
    private final Leaf leaf;
    private final int scan;
    private final Duration interval;
    private final List<SourceInlet> inlets;
    private final ScanErrors errors;
    private final Scheduler scheduler;
    private final Consumer<Throwable> failed;
    private final Set<String> known = new HashSet<>();
    private int next;
    private Scheduler.@Nullable Timer timer;
    private boolean closed;

    Discovery(
            Leaf leaf,
            int scan,
            Duration interval,
            List<SourceInlet> inlets,
            ScanErrors errors,
            Scheduler scheduler,
            Consumer<Throwable> failed) {
        this.leaf = leaf;
        this.scan = scan;
        this.interval = interval;
        this.inlets = inlets;
        this.errors = errors;
        this.scheduler = scheduler;
        this.failed = failed;
    }

    /** Opens a split and gives it to the next task. */
    synchronized void assign(Split split, SplitProgress from) {
        if (!closed && known.add(split.id()) && !from.finished()) {
            SplitReader reader = leaf.open(scan, split, from, errors);
            inlets.get(next++ % inlets.size()).add(reader);
        }
    }

    synchronized void start() {
        if (!closed && !interval.isZero()) {
            timer = scheduler.at(
                    scheduler.nowMicros() + interval.toNanos() / 1000, () -> scheduler.block(this::discover));
        }
    }

    private void discover() {
        try {
            for (Split split : leaf.source().splits()) {
                assign(split, SplitProgress.none());
            }
            start();
        } catch (RuntimeException e) {
            failed.accept(e);
        }
    }

    synchronized void close() {
        closed = true;
        if (timer != null) {
            timer.cancel();
        }
    }
}
