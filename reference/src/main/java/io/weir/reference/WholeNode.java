// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.reference.ReferenceQuery.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A node whose whole output is a function of its whole inputs: at a barrier it sends how that has changed. */
final class WholeNode implements Node {
    private final List<Node> inputs;
    private final Function<List<ZSet>, ZSet> answer;

    private final List<ZSet> rows = new ArrayList<>();
    private ZSet sent = new ZSet();
    private boolean changed = true;

    WholeNode(List<Node> inputs, Function<List<ZSet>, ZSet> answer) {
        this.inputs = inputs;
        this.answer = answer;
        inputs.forEach(input -> rows.add(new ZSet()));
    }

    @Override
    public ZSet step(Cut cut) {
        for (int i = 0; i < inputs.size(); i++) {
            ZSet change = inputs.get(i).step(cut);
            rows.get(i).addAll(change);
            changed |= !change.isEmpty();
        }
        if (!cut.emit() || !changed) {
            return new ZSet();
        }
        changed = false;
        ZSet result = answer.apply(rows);
        ZSet difference = result.minus(sent);
        sent = result;
        return difference;
    }
}
