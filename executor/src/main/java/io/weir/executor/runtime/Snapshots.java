// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.executor.border.Border;
import io.weir.executor.epoch.EpochStart;
import io.weir.executor.state.FrozenState;
import io.weir.executor.state.StateStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The snapshots of a job that are being taken: gathers what each task freezes, and writes the file off the workers. */
final class Snapshots {
    private final List<String> nodes;
    private final Map<Long, Pending> pending = new HashMap<>();
    private long numbers;
    private @Nullable RuntimeException closedBy;

    /** A snapshot whose barrier is on its way. */
    private static final class Pending {
        final Path file;
        final CompletableFuture<Void> done;
        final List<Frozen> frozen = new ArrayList<>();
        EpochStart start = EpochStart.beginning();

        Pending(Path file, CompletableFuture<Void> done) {
            this.file = file;
            this.done = done;
        }
    }

    /** What a node of a task has kept. */
    private record Frozen(int node, FrozenState state, byte[] held) {}

    Snapshots(List<String> nodes) {
        this.nodes = nodes;
    }

    /** One more; gives its number, or 0 when the job has ended. */
    synchronized long begin(Path file, CompletableFuture<Void> done) {
        if (closedBy != null) {
            done.completeExceptionally(closedBy);
            return 0;
        }
        pending.put(++numbers, new Pending(file, done));
        return numbers;
    }

    private Pending at(long number) {
        Pending known = pending.get(number);
        if (known == null) {
            throw new IllegalStateException("there is no snapshot " + number);
        }
        return known;
    }

    synchronized void released(long number, EpochStart start) {
        at(number).start = start;
    }

    /** Called by a task that has just passed the barrier. */
    void freeze(long number, Task task) {
        List<Frozen> frozen = new ArrayList<>();
        for (Task.Member member : task.members()) {
            StateStore state = member.context().declaredState();
            byte[] held = member.run().operator() instanceof Border border ? border.held() : new byte[0];
            if (state != null || held.length > 0) {
                frozen.add(new Frozen(member.node().id(), state == null ? new NoState() : state.freeze(), held));
            }
        }
        synchronized (this) {
            at(number).frozen.addAll(frozen);
        }
    }

    /** Writes the file; all tasks have frozen their part. */
    void write(long number, List<SnapshotFile.Committable> committables) {
        Pending snapshot;
        synchronized (this) {
            snapshot = at(number);
        }
        try {
            List<SnapshotFile.Part> parts = new ArrayList<>();
            for (Frozen frozen : snapshot.frozen) {
                ByteArrayOutputStream state = new ByteArrayOutputStream();
                frozen.state.write(state);
                parts.add(new SnapshotFile.Part(frozen.node, state.toByteArray(), frozen.held));
            }
            new SnapshotFile(nodes, snapshot.start, parts, committables).write(snapshot.file);
            snapshot.done.complete(null);
        } catch (IOException | RuntimeException e) {
            snapshot.done.completeExceptionally(e);
        } finally {
            close(snapshot);
            synchronized (this) {
                pending.remove(number);
            }
        }
    }

    /** Gives up what has not been written; begins no others. */
    void close(RuntimeException reason) {
        List<Pending> left;
        synchronized (this) {
            closedBy = reason;
            left = List.copyOf(pending.values());
            pending.clear();
        }
        left.forEach(each -> {
            close(each);
            each.done.completeExceptionally(reason);
        });
    }

    private static void close(Pending snapshot) {
        snapshot.frozen.forEach(each -> each.state.close());
    }

    /** Of a border without state. */
    private static final class NoState implements FrozenState {
        @Override
        public void write(OutputStream out) {}

        @Override
        public void writeGroup(int group, OutputStream out) {}

        @Override
        public void writeUnkeyed(OutputStream out) {}

        @Override
        public void close() {}
    }
}
