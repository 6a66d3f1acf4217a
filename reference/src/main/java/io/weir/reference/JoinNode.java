// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.plan.JoinType;
import io.weir.reference.ReferenceQuery.Node;

/** A join without time: keeps both sides for ever, and at each barrier sends how the join of all has changed. */
final class JoinNode implements Node {
    private final Node left;
    private final Node right;
    private final JoinType type;
    private final Scalars scalars;

    private final ZSet lefts = new ZSet();
    private final ZSet rights = new ZSet();
    private Pairs pairs;
    private ZSet sent = new ZSet();
    private boolean changed;

    JoinNode(Node left, Node right, JoinType type, Pairs pairs, Scalars scalars) {
        this.left = left;
        this.right = right;
        this.type = type;
        this.pairs = pairs;
        this.scalars = scalars;
    }

    @Override
    public ZSet step(Cut cut) {
        ZSet newLefts = left.step(cut);
        ZSet newRights = right.step(cut);
        boolean otherwise = scalars.step(cut);
        changed |= otherwise || !newLefts.isEmpty() || !newRights.isEmpty();
        if (scalars.ofTheRowAlone()) {
            pairs.add(newLefts, newRights);
        } else {
            lefts.addAll(newLefts);
            rights.addAll(newRights);
        }
        if (!cut.emit() || !changed) {
            return new ZSet();
        }
        changed = false;
        if (!scalars.ofTheRowAlone()) {
            pairs = pairs.emptied();
            pairs.add(lefts, rights);
        }
        ZSet result = pairs.result(type);
        ZSet difference = result.minus(sent);
        sent = result;
        return difference;
    }
}
