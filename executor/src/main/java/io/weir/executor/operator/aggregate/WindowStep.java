// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

/** A piece of the work of firing a window; takes the rows of a table a batch at a time. */
interface WindowStep {
    /** Does a batch and says how many places it has visited; negative when there is no more to do. */
    int run();
}
