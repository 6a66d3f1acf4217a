// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.harness;

import io.weir.executor.kernel.KernelMode;
import java.util.List;

/**
 * One of the ways in which an operator is tried.
 *
 * @param shape how the rows of a step come
 * @param tight whether the output has room for one batch per call only
 * @param restarts whether the operator is replaced at every barrier by one restored from a snapshot
 */
record HarnessMode(Shape shape, boolean tight, boolean restarts, KernelMode kernels) {
    /** How the rows of a step come. */
    enum Shape {
        /** All in one batch. */
        WHOLE,
        /** Each in a batch of its own. */
        SINGLE,
        /** In one batch whose other rows are not selected. */
        SELECTED,
        /** In one batch of dictionary vectors. */
        DICTIONARY
    }

    /** Every value of every setting, and every pair of shape and output. */
    static final List<HarnessMode> ALL = List.of(
            new HarnessMode(Shape.WHOLE, false, false, KernelMode.INTERPRETED),
            new HarnessMode(Shape.SINGLE, false, true, KernelMode.COMPILED),
            new HarnessMode(Shape.SELECTED, false, true, KernelMode.INTERPRETED),
            new HarnessMode(Shape.DICTIONARY, false, false, KernelMode.COMPILED),
            new HarnessMode(Shape.WHOLE, true, true, KernelMode.COMPILED),
            new HarnessMode(Shape.SINGLE, true, false, KernelMode.INTERPRETED),
            new HarnessMode(Shape.SELECTED, true, false, KernelMode.COMPILED),
            new HarnessMode(Shape.DICTIONARY, true, true, KernelMode.INTERPRETED));
}
