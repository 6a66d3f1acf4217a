// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.reference.ReferenceQuery.Node;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A node whose output is made of what each group of its input's rows gives for itself: at a barrier the groups with new rows are worked
 * out anew, each from all its rows.
 */
final class GroupsNode implements Node {
    private final Node input;
    private final List<Integer> keys;
    private final Function<List<Delta>, ZSet> answer;

    private final Map<ZSet.Key, ZSet> groups = new HashMap<>();
    private final Map<ZSet.Key, ZSet> sent = new HashMap<>();
    private final Set<ZSet.Key> touched = new LinkedHashSet<>();

    /** @param keys the columns in which the rows of a group are equal; without keys there is one group, also when it is empty */
    GroupsNode(Node input, List<Integer> keys, Function<List<Delta>, ZSet> answer) {
        this.input = input;
        this.keys = keys;
        this.answer = answer;
        if (keys.isEmpty()) {
            touched.add(new ZSet.Key(List.of()));
        }
    }

    @Override
    public ZSet step(Cut cut) {
        for (Delta delta : input.step(cut).deltas()) {
            ZSet.Key key = new ZSet.Key(Rows.select(delta.row(), keys));
            groups.computeIfAbsent(key, k -> new ZSet()).add(delta.row(), delta.weight());
            touched.add(key);
        }
        ZSet out = new ZSet();
        if (!cut.emit()) {
            return out;
        }
        for (ZSet.Key key : touched) {
            ZSet group = groups.getOrDefault(key, new ZSet());
            ZSet before = sent.getOrDefault(key, new ZSet());
            boolean there = keys.isEmpty() || !group.isEmpty();
            ZSet result = there ? answer.apply(group.deltas()) : new ZSet();
            out.addAll(result);
            out.subtractAll(before);
            sent.put(key, result);
        }
        touched.clear();
        return out;
    }
}
