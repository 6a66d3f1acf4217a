// SPDX-License-Identifier: Apache-2.0
package io.weir.plan;

/** How rows of a partition are numbered in order. Ties of ROW_NUMBER are broken by the total order over the whole row. */
public enum RankFunction {
    ROW_NUMBER,
    RANK,
    DENSE_RANK
}
