// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.plan.WindowSpec;
import io.weir.reference.ReferenceQuery.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows with their session, sent when the watermark has passed its end.
 *
 * <p>A row covers the time from its own up to the gap after it; rows of a partition that overlap or touch are one session. The sessions
 * are found anew from all open rows, so a row taken back may split one; where that can be, a late row does not let one begin earlier.
 */
final class SessionNode implements Node {
    private final Node input;
    private final WindowSpec window;
    private final Watermark watermark;
    private final Scope scope;

    private final ZSet open = new ZSet();

    /** Rows that belong together. */
    private record Session(long start, long end, Object partition, List<Delta> rows) {}

    SessionNode(Node input, WindowSpec window, Watermark watermark, Scope scope) {
        this.input = input;
        this.window = window;
        this.watermark = watermark;
        this.scope = scope;
    }

    @Override
    public ZSet step(Cut cut) {
        watermark.step(cut);
        List<Session> before = sessions();
        for (Delta delta : input.step(cut).deltas()) {
            Object micros = delta.row().get(window.timeColumn());
            if (micros == null) {
                scope.query().countDropped(delta.weight());
                continue;
            }
            long start = (Long) micros;
            long end = start + window.sizeMicros();
            long reach = window.revised() ? start : end;
            boolean touches = before.stream()
                    .anyMatch(session -> session.partition().equals(partition(delta))
                            && start <= session.end()
                            && session.start() <= reach);
            if (!touches && watermark.late(end - 1)) {
                scope.countLate(delta.weight());
            } else {
                open.add(delta.row(), delta.weight());
            }
        }
        for (Delta delta : open.deltas()) {
            if (delta.weight() < 0) { // what it takes back has left with a session that closed
                scope.countLate(delta.weight());
                open.add(delta.row(), -delta.weight());
            }
        }
        ZSet out = new ZSet();
        if (cut.emit()) {
            for (Session session : sessions()) {
                if (watermark.closed(session.end() - 1)) {
                    for (Delta delta : session.rows()) {
                        List<@Nullable Object> row = new ArrayList<>(delta.row());
                        row.add(session.start());
                        row.add(session.end());
                        row.add(session.end() - 1);
                        out.add(row, delta.weight());
                        open.add(delta.row(), -delta.weight());
                    }
                }
            }
        }
        return out;
    }

    private Object partition(Delta delta) {
        return Canonical.of(Rows.select(delta.row(), window.partition()));
    }

    private long time(Delta delta) {
        return (Long) Objects.requireNonNull(delta.row().get(window.timeColumn()));
    }

    private List<Session> sessions() {
        List<Session> sessions = new ArrayList<>();
        Rows.groups(open, window.partition()).forEach((partition, rows) -> {
            rows.sort(Comparator.comparingLong(this::time));
            Session last = null;
            for (Delta row : rows) {
                long end = time(row) + window.sizeMicros();
                if (last == null || time(row) > last.end()) {
                    last = new Session(time(row), end, partition, new ArrayList<>());
                } else {
                    sessions.remove(last);
                    last = new Session(last.start(), end, partition, last.rows());
                }
                last.rows().add(row);
                sessions.add(last);
            }
        });
        return sessions;
    }
}
