// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.reference.ReferenceQuery.Node;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gives rows for each row of its input.
 *
 * <p>When they depend on that row alone, a change of the input is a change of the output. When queries are asked about the row, the
 * whole output is worked out anew.
 */
final class EachRowNode implements Node {
    private final Node input;
    private final Function<List<@Nullable Object>, List<Delta>> work;
    private final boolean ofTheRowAlone;
    private final Predicate<Cut> others;
    private final Scope scope;

    private final ZSet rows = new ZSet();
    private ZSet sent = new ZSet();
    private boolean changed;

    /**
     * @param ofTheRowAlone whether the work looks at nothing but the row
     * @param others takes the cut for what else the work looks at, and says whether that has changed
     */
    EachRowNode(
            Node input,
            Function<List<@Nullable Object>, List<Delta>> work,
            boolean ofTheRowAlone,
            Predicate<Cut> others,
            Scope scope) {
        this.input = input;
        this.work = work;
        this.ofTheRowAlone = ofTheRowAlone;
        this.others = others;
        this.scope = scope;
    }

    /** Rows by expressions. */
    static Node of(Node input, Scalars scalars, Function<List<@Nullable Object>, List<Delta>> work, Scope scope) {
        return new EachRowNode(input, work, scalars.ofTheRowAlone(), scalars::step, scope);
    }

    @Override
    public ZSet step(Cut cut) {
        ZSet change = input.step(cut);
        boolean otherwise = others.test(cut);
        if (ofTheRowAlone) {
            return all(change);
        }
        rows.addAll(change);
        changed |= otherwise || !change.isEmpty();
        if (!cut.emit() || !changed) {
            return new ZSet();
        }
        changed = false;
        ZSet result = all(rows);
        ZSet difference = result.minus(sent);
        sent = result;
        return difference;
    }

    private ZSet all(ZSet deltas) {
        ZSet out = new ZSet();
        for (Delta delta : deltas.deltas()) {
            scope.guarded(
                    delta.weight(),
                    () -> work.apply(delta.row()).forEach(d -> out.add(d.row(), d.weight() * delta.weight())));
        }
        return out;
    }
}
