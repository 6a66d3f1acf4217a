// SPDX-License-Identifier: Apache-2.0
package io.weir.plan;

/** How many rows one side of a join has for one key of the join, as far as is known. */
public enum RowsPerKey {
    /** Any number. */
    MANY,
    /** One at most, if what the tables declare is true, which nobody makes sure of. */
    ONE_DECLARED,
    /** One at most in every answer; between two answers there may be more. */
    ONE;

    /** Whether one row is what is to be expected. */
    public boolean isOne() {
        return this != MANY;
    }
}
