// SPDX-License-Identifier: Apache-2.0
package io.weir.plan;

/**
 * The aggregate functions. NULL arguments are left out; over no rows COUNT is 0 and every other is NULL.
 */
public enum AggregateFunction {
    /** Rows whose arguments are all not NULL; BIGINT. */
    COUNT,
    /** Integers: 128-bit accumulator, BIGINT result. DECIMAL(p,s): DECIMAL(38,s). FLOAT and DOUBLE: double-double, DOUBLE result. */
    SUM,
    /** As SUM, but 0 over no rows. */
    SUM0,
    /** SUM / COUNT: integers, FLOAT and DOUBLE give DOUBLE; DECIMAL(p,s) gives the result type's scale, rounded half up. */
    AVG,
    MIN,
    MAX
}
