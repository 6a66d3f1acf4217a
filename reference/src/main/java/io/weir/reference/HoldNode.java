// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.reference.ReferenceQuery.Node;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Keeps rows until the watermark has reached their last moment, and sends them then; drops those that come later. */
final class HoldNode implements Node {
    private final Node input;
    private final ToLongFunction<Delta> last;
    private final Watermark watermark;
    private final Scope scope;

    private final Map<Long, ZSet> held = new TreeMap<>();

    /** @param last the last moment that matters for a row, in microseconds */
    HoldNode(Node input, ToLongFunction<Delta> last, Watermark watermark, Scope scope) {
        this.input = input;
        this.last = last;
        this.watermark = watermark;
        this.scope = scope;
    }

    /** Rows of windows. */
    static Node ofWindows(Node input, int endColumn, Watermark watermark, Scope scope) {
        return new HoldNode(
                input, delta -> (Long) Objects.requireNonNull(delta.row().get(endColumn)) - 1, watermark, scope);
    }

    @Override
    public ZSet step(Cut cut) {
        watermark.step(cut);
        for (Delta delta : input.step(cut).deltas()) {
            long moment = last.applyAsLong(delta);
            if (watermark.late(moment)) {
                scope.countLate(delta.weight());
            } else {
                held.computeIfAbsent(moment, m -> new ZSet()).add(delta.row(), delta.weight());
            }
        }
        ZSet out = new ZSet();
        if (cut.emit()) {
            Iterator<Map.Entry<Long, ZSet>> windows = held.entrySet().iterator();
            while (windows.hasNext()) {
                Map.Entry<Long, ZSet> window = windows.next();
                if (watermark.closed(window.getKey())) {
                    out.addAll(window.getValue());
                    windows.remove();
                }
            }
        }
        return out;
    }
}
