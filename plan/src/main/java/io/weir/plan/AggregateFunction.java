// SPDX-License-Identifier: Apache-2.0
package io.weir.plan;

/**
 * The aggregate functions. NULL arguments are left out unless said otherwise; over no rows COUNT is 0 and every other is NULL.
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
    MAX,
    /** Any argument that is not NULL; by our choice the least. */
    ANY_VALUE,
    /** The one argument of the one row, NULL too; more than one row is a CARDINALITY error. What a scalar sub-query becomes. */
    SINGLE_VALUE,
    /** The first in the call's order; NULL arguments count unless the call ignores them. */
    FIRST_VALUE,
    LAST_VALUE,
    /** Arguments as text in the call's order with the second argument, a constant column, between; "," unless given. */
    LISTAGG,
    /** The arguments as an ARRAY in the call's order; NULLs count unless the call ignores them. */
    ARRAY_AGG,
    /**
     * Two JSON texts, key and value: the text of a JSON object with members in order of key and value; a key twice gives both
     * members. A NULL value becomes null; a NULL key is left out.
     */
    JSON_OBJECTAGG,
    /** As JSON_OBJECTAGG, but a member whose value is NULL is left out. */
    JSON_OBJECTAGG_ABSENT,
    /** JSON texts: the text of a JSON array of them in the call's order; NULLs are left out. */
    JSON_ARRAYAGG,
    /** As JSON_ARRAYAGG, but a NULL becomes null. */
    JSON_ARRAYAGG_NULLS,
    /**
     * Variance and deviation of a population or a sample, of DOUBLEs; over one row 0 and NULL. Two arguments: pairs with a NULL
     * are left out. NaN when an argument is NaN or infinite.
     */
    VAR_POP,
    VAR_SAMP,
    STDDEV_POP,
    STDDEV_SAMP,
    COVAR_POP,
    COVAR_SAMP,
    CORR,
    /** How many pairs there are; BIGINT. */
    REGR_COUNT,
    /** Of pairs (y, x): the sum of squared distances of x from its mean. */
    REGR_SXX,
    /** Of pairs (y, x): the sum of squared distances of y from its mean. */
    REGR_SYY,
    /** Of integers, of the argument's type. */
    BIT_AND,
    BIT_OR,
    BIT_XOR,
    /** Whether all arguments, or some, are TRUE. */
    EVERY,
    SOME,
    /** About how many different arguments there are, within 2 %; exact at present. BIGINT. */
    APPROX_COUNT_DISTINCT;

    /** Whether its arguments are DOUBLEs. */
    public boolean takesDoubles() {
        return switch (this) {
            case VAR_POP,
                    VAR_SAMP,
                    STDDEV_POP,
                    STDDEV_SAMP,
                    COVAR_POP,
                    COVAR_SAMP,
                    CORR,
                    REGR_COUNT,
                    REGR_SXX,
                    REGR_SYY -> true;
            default -> false;
        };
    }

    /** Whether its arguments are JSON texts. */
    public boolean takesJson() {
        return switch (this) {
            case JSON_OBJECTAGG, JSON_OBJECTAGG_ABSENT, JSON_ARRAYAGG, JSON_ARRAYAGG_NULLS -> true;
            default -> false;
        };
    }

    /** Whether all arguments of a group must be kept one by one, so that totals of parts cannot be added up. */
    public boolean collects() {
        return switch (this) {
            case SINGLE_VALUE,
                    FIRST_VALUE,
                    LAST_VALUE,
                    LISTAGG,
                    ARRAY_AGG,
                    JSON_OBJECTAGG,
                    JSON_OBJECTAGG_ABSENT,
                    JSON_ARRAYAGG,
                    JSON_ARRAYAGG_NULLS -> true;
            default -> false;
        };
    }
}
