// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import org.jspecify.annotations.Nullable;

/** A node of the tree of an ordered table. */
abstract sealed class OrderedNode {
    /** Entries, as a page that a freeze may share; in a chain with its neighbours. */
    static final class Leaf extends OrderedNode {
        private OrderedPage page;
        private boolean clean;

        @Nullable
        Leaf previous;

        @Nullable
        Leaf next;

        Leaf(OrderedPage page) {
            this.page = page;
        }

        /** To be read. */
        OrderedPage page() {
            return page;
        }

        /** To be written: copied first when it is frozen. */
        OrderedPage own() {
            if (clean) {
                page = page.own();
                clean = false;
            }
            return page;
        }

        OrderedPage freeze() {
            clean = true;
            return page.retain();
        }

        void linkAfter(Leaf before) {
            previous = before;
            next = before.next;
            before.next = this;
            if (next != null) {
                next.previous = this;
            }
        }

        void unlink() {
            if (previous != null) {
                previous.next = next;
            }
            if (next != null) {
                next.previous = previous;
            }
        }
    }

    /** Children, and for each but the first a bound: its entries are not below it, those of the child before are. */
    static final class Inner extends OrderedNode {
        private final OrderedNode[] children;
        private final byte[][] bounds;
        /** The first bytes of each bound. */
        private final long[] prefixes;

        private int count;

        Inner(int mostChildren) {
            children = new OrderedNode[mostChildren];
            bounds = new byte[mostChildren][];
            prefixes = new long[mostChildren];
        }

        int count() {
            return count;
        }

        OrderedNode child(int index) {
            return children[index];
        }

        boolean isFull() {
            return count == children.length;
        }

        /** The child that has the place of the wanted bytes. */
        int find(byte[] wanted, int length, boolean after) {
            long prefix = OrderedPage.prefix(wanted, 0, length);
            boolean byPrefix = OrderedPage.decides(length, after);
            int low = 1;
            int high = count;
            while (low < high) {
                int middle = (low + high) >>> 1;
                boolean notAbove;
                if (byPrefix && prefixes[middle] != prefix) {
                    notAbove = prefixes[middle] < prefix;
                } else {
                    byte[] bound = bounds[middle];
                    notAbove = OrderedPage.compare(bound, 0, bound.length, wanted, length, after) <= 0;
                }
                if (notAbove) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low - 1;
        }

        void insert(int index, byte[] bound, OrderedNode child) {
            System.arraycopy(children, index, children, index + 1, count - index);
            System.arraycopy(bounds, index, bounds, index + 1, count - index);
            System.arraycopy(prefixes, index, prefixes, index + 1, count - index);
            children[index] = child;
            bounds[index] = bound;
            prefixes[index] = OrderedPage.prefix(bound, 0, bound.length);
            count++;
        }

        /** Takes out a child; the place of its entries goes to the one before, or else the one after. */
        void remove(int index) {
            count--;
            System.arraycopy(children, index + 1, children, index, count - index);
            System.arraycopy(bounds, index + 1, bounds, index, count - index);
            System.arraycopy(prefixes, index + 1, prefixes, index, count - index);
        }

        byte[] bound(int index) {
            return bounds[index];
        }

        /** Moves the upper half of the children into a new node; the bound of its first child separates the two. */
        Inner splitOff() {
            Inner upper = new Inner(children.length);
            int from = count / 2;
            upper.count = count - from;
            System.arraycopy(children, from, upper.children, 0, upper.count);
            System.arraycopy(bounds, from, upper.bounds, 0, upper.count);
            System.arraycopy(prefixes, from, upper.prefixes, 0, upper.count);
            count = from;
            return upper;
        }
    }
}
