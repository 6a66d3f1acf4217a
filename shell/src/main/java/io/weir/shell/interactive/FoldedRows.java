// SPDX-License-Identifier: Apache-2.0
package io.weir.shell.interactive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a changing result as they stand now, in the order in which they came; a row that is updated keeps its place.
 *
 * <p>At most so many different rows are kept; then those that came first are forgotten.
 *
 * <pre>
 *   oldest ─ [row, how often] ─ [row, how often] ─ ... ─ newest
 * </pre>
 */
final class FoldedRows {
    private final int most;
    private final Map<List<String>, Node> nodes = new HashMap<>();
    private @Nullable Node oldest;
    private @Nullable Node newest;
    private @Nullable Node place;
    private long rows;
    private long changes;

    /** A row and its neighbours in the order of arrival. */
    private static final class Node {
        List<String> row;
        long count = 1;

        @Nullable
        Node before;

        @Nullable
        Node after;

        Node(List<String> row) {
            this.row = row;
        }
    }

    FoldedRows(int most) {
        this.most = most;
    }

    /** Takes a change: {@code +I}, {@code -D}, {@code -U} or {@code +U}. */
    void apply(String op, List<String> row) {
        changes++;
        if (op.startsWith("-")) {
            rows--;
            remove(row, op.equals("-U"));
        } else {
            rows++;
            add(row);
            place = null;
        }
    }

    private void remove(List<String> row, boolean replaced) {
        leavePlace();
        Node node = nodes.get(row);
        if (node == null) {
            return;
        }
        if (--node.count == 0) {
            nodes.remove(row);
            if (replaced) {
                place = node; // stays linked until the next change tells what comes here
            } else {
                unlink(node);
            }
        }
    }

    /** An update of which only the removal came: nothing comes into its place. */
    private void leavePlace() {
        Node left = place;
        if (left != null) {
            unlink(left);
            place = null;
        }
    }

    private void add(List<String> row) {
        Node same = nodes.get(row);
        if (same != null) {
            same.count++;
            leavePlace();
            return;
        }
        Node node = place;
        if (node == null) {
            node = new Node(row);
            append(node);
        } else {
            node.row = row;
            node.count = 1;
        }
        nodes.put(row, node);
        Node first = oldest;
        if (nodes.size() > most && first != null) {
            nodes.remove(first.row);
            unlink(first);
        }
    }

    private void append(Node node) {
        Node last = newest;
        node.before = last;
        if (last == null) {
            oldest = node;
        } else {
            last.after = node;
        }
        newest = node;
    }

    private void unlink(Node node) {
        Node before = node.before;
        Node after = node.after;
        if (before == null) {
            oldest = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            newest = before;
        } else {
            after.before = before;
        }
    }

    /** How many rows there are, copies counted. */
    long rows() {
        return rows;
    }

    long changes() {
        return changes;
    }

    /** The newest rows, at most so many, the newest last. */
    List<List<String>> newest(int wanted) {
        Deque<List<String>> found = new ArrayDeque<>();
        for (Node node = newest; node != null && found.size() < wanted; node = node.before) {
            if (node.count > 0) {
                for (long i = 0; i < node.count && found.size() < wanted; i++) {
                    found.addFirst(node.row);
                }
            }
        }
        return Collections.unmodifiableList(new ArrayList<>(found));
    }
}
