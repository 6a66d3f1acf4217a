// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.grammar;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/**
 * Measures trees without recursion. Whoever walks a tree later does so recursively; what the limits on the text let
 * through, such as a pattern of many symbols, must not overflow the stack there.
 */
final class TreeDepth {
    private record Place(SqlNode node, int depth) {}

    private TreeDepth() {}

    /** Whether some node has more than {@code limit} nodes above it. */
    static boolean exceeds(SqlNode root, int limit) {
        Deque<Place> open = new ArrayDeque<>();
        open.push(new Place(root, 0));
        while (!open.isEmpty()) {
            Place place = open.pop();
            if (place.depth > limit) {
                return true;
            }
            for (@Nullable SqlNode child : children(place.node)) {
                if (child != null) {
                    open.push(new Place(child, place.depth + 1));
                }
            }
        }
        return false;
    }

    private static List<? extends @Nullable SqlNode> children(SqlNode node) {
        if (node instanceof SqlCall call) {
            return call.getOperandList();
        }
        return node instanceof SqlNodeList list ? list : List.of();
    }
}
