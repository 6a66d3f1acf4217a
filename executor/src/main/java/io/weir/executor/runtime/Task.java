// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.executor.exchange.Inlet;
import io.weir.executor.exchange.Receiver;
import io.weir.executor.exchange.Sender;
import io.weir.executor.operator.Barrier;
import io.weir.executor.schedule.Scheduler;
import io.weir.executor.schedule.Slice;
import io.weir.executor.schedule.Work;
import io.weir.spi.batch.Batch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stage of a plan at work on its share of the rows: inlets, the tree of nodes they feed, and the ways out.
 *
 * <p>A turn takes one message after the other. Batches go into the nodes. An inlet that has delivered a barrier is not
 * read until all have; then the barrier passes the nodes, inputs first, and goes out behind all that they have sent.
 */
final class Task extends Work {
    /** An inlet, and where its batches go. */
    private static final class Entry {
        final Inlet inlet;
        final Receiver into;
        boolean delivered;

        Entry(Inlet inlet, Receiver into) {
            this.inlet = inlet;
            this.into = into;
        }
    }

    /** A node of the task with what belongs to it. */
    record Member(Layout.Node node, NodeRun run, NodeContext context, Outlet outlet) {
        /** Each row that came in went out or is counted, if the node is one that makes no rows of its own. */
        void checkRows() {
            if (node.passesRowsOn()) {
                RowBalance.check(
                        node.plan().name(),
                        run.rows(),
                        outlet.rows() + context.counters().leftOut());
            }
        }
    }

    // ---- settings
    private final TaskEvents events;
    private final int number;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();
    private final List<Sender> senders = new ArrayList<>();

    // ---- state
    private @Nullable Barrier barrier;
    private int delivered;
    private int passedMembers;
    private boolean begun;
    private int nextEntry;
    private boolean stopped;

    Task(int number, Scheduler scheduler, TaskEvents events) {
        super(scheduler);
        this.number = number;
        this.events = events;
    }

    void add(Inlet inlet, Receiver into) {
        entries.add(new Entry(inlet, into));
    }

    /** Adds a node behind its inputs. */
    void add(Member member) {
        members.add(member);
    }

    void add(Sender sender) {
        senders.add(sender);
    }

    int number() {
        return number;
    }

    List<Member> members() {
        return members;
    }

    @Override
    protected Turn turn(Slice slice) {
        if (stopped) {
            return Turn.WAIT;
        }
        try {
            while (!events.cancelled()) {
                if (!step()) {
                    return Turn.WAIT;
                }
                if (stopped) {
                    return Turn.WAIT;
                }
                if (slice.over()) {
                    return Turn.AGAIN;
                }
            }
            stop();
        } catch (Throwable e) { // whatever it is, only this job fails
            events.failed(this, e);
            stop();
        }
        return Turn.WAIT;
    }

    private void stop() {
        stopped = true;
        events.stopped();
    }

    /** Does one thing; false when there is nothing to do until something outside changes. */
    private boolean step() {
        boolean pending = false;
        for (int i = members.size() - 1; i >= 0; i--) {
            NodeRun run = members.get(i).run();
            if (run.pending()) {
                if (run.advance()) {
                    return true;
                }
                pending = true;
            }
        }
        if (pending) {
            return false;
        }
        return barrier != null && delivered == entries.size() ? pass(barrier) : take();
    }

    /** Brings the barrier one node further, or out. */
    private boolean pass(Barrier present) {
        if (passedMembers < members.size()) {
            Member member = members.get(passedMembers);
            if (!begun) {
                if (!member.run().begin(present)) {
                    return false;
                }
                begun = true;
            } else {
                member.checkRows();
                member.context().opened(present);
                member.context().measureState();
                begun = false;
                passedMembers++;
            }
            return true;
        }
        for (Sender sender : senders) {
            sender.send(present);
        }
        if (present.checkpoint() > 0) {
            events.checkpoint(this, present);
        }
        barrier = null;
        delivered = 0;
        passedMembers = 0;
        for (Entry entry : entries) {
            entry.delivered = false;
        }
        events.passed(present);
        if (present.last()) {
            stop();
        }
        return true;
    }

    /** Takes the next message of any inlet that may be read. */
    private boolean take() {
        int count = entries.size();
        for (int i = 0; i < count; i++) {
            nextEntry = nextEntry + 1 < count ? nextEntry + 1 : 0;
            Entry entry = entries.get(nextEntry);
            if (entry.delivered || entry.into.full()) {
                continue;
            }
            Object message = entry.inlet.poll();
            if (message instanceof Batch batch) {
                entry.into.accept(batch);
                return true;
            } else if (message instanceof Barrier next) {
                entry.delivered = true;
                delivered++;
                barrier = next;
                return true;
            }
        }
        return false;
    }

    /** Frees everything; called when no task of the job runs any more. */
    void close() {
        members.forEach(member -> member.run().close());
        entries.forEach(entry -> entry.inlet.close());
        senders.forEach(Sender::close);
        members.forEach(member -> member.context().close());
    }
}
