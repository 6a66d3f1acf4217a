// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.reference.ReferenceQuery.Node;
import java.util.List;
import java.util.function.Function;

/** A node whose output of an epoch is a function of what its inputs send in it: all rows that belong together come at once. */
record EpochNode(List<Node> inputs, Function<List<ZSet>, ZSet> answer) implements Node {
    @Override
    public ZSet step(Cut cut) {
        return answer.apply(inputs.stream().map(input -> input.step(cut)).toList());
    }
}
