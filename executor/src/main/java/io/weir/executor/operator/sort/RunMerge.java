// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.sort;

import java.util.ArrayList;
import java.util.List;

/** The rows of several sorted runs in one order: a heap of runs by their present row. */
final class RunMerge {
    private final List<SortedRun> heap = new ArrayList<>();

    void add(SortedRun run) {
        if (run.isEmpty()) {
            return;
        }
        heap.add(run);
        int child = heap.size() - 1;
        while (child > 0) {
            int parent = (child - 1) / 2;
            if (run.compareTo(heap.get(parent)) >= 0) {
                break;
            }
            heap.set(child, heap.get(parent));
            child = parent;
        }
        heap.set(child, run);
    }

    boolean isEmpty() {
        return heap.isEmpty();
    }

    int next() {
        SortedRun first = heap.get(0);
        int row = first.next();
        if (first.isEmpty()) {
            first = heap.remove(heap.size() - 1);
            if (heap.isEmpty()) {
                return row;
            }
        }
        sink(first);
        return row;
    }

    /** Finds the place of a run from the top on. */
    private void sink(SortedRun run) {
        int place = 0;
        int child = 1;
        while (child < heap.size()) {
            if (child + 1 < heap.size() && heap.get(child + 1).compareTo(heap.get(child)) < 0) {
                child++;
            }
            if (run.compareTo(heap.get(child)) <= 0) {
                break;
            }
            heap.set(place, heap.get(child));
            place = child;
            child = 2 * place + 1;
        }
        heap.set(place, run);
    }
}
