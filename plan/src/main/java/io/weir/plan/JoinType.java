// SPDX-License-Identifier: Apache-2.0
package io.weir.plan;

/** Which rows a join gives. */
public enum JoinType {
    /** Each pair that meets the condition. */
    INNER,
    /** As INNER, and each left row without a partner, padded with NULLs. */
    LEFT,
    /** As INNER, and each right row without a partner, padded with NULLs. */
    RIGHT,
    /** As INNER, and each row of either side without a partner, padded with NULLs. */
    FULL,
    /** Each left row that has a partner, once; the left columns alone. */
    SEMI,
    /** Each left row that has no partner; the left columns alone. */
    ANTI;

    /** Whether the result has the columns of the left side alone. */
    public boolean leftOnly() {
        return this == SEMI || this == ANTI;
    }

    /** Whether a left row without a partner is in the result. */
    public boolean keepsLeft() {
        return this == LEFT || this == FULL || this == ANTI;
    }

    /** Whether a right row without a partner is in the result. */
    public boolean keepsRight() {
        return this == RIGHT || this == FULL;
    }
}
