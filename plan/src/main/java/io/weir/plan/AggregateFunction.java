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
    /** Key and value: the text of a JSON object, members in order of their keys; a key twice gives both members. NULL values are kept. */
    JSON_OBJECTAGG,
    /** As JSON_OBJECTAGG, but a member whose value is NULL is left out. */
    JSON_OBJECTAGG_ABSENT,
    /** The text of a JSON array of the arguments in the call's order; NULLs are left out. */
    JSON_ARRAYAGG,
    /** As JSON_ARRAYAGG, but NULLs are kept. */
    JSON_ARRAYAGG_NULLS,
    /** Variance and deviation of a population or a sample, DOUBLE; one row: 0 and NULL. Two arguments: pairs with a NULL are left out. */
    VAR_POP,
    VAR_SAMP,
    STDDEV_POP,
    STDDEV_SAMP,
    COVAR_POP,
    COVAR_SAMP,
    CORR,
    REGR_COUNT,
    REGR_SXX,
    REGR_SYY,
    /** Of integers, of the argument's type. */
    BIT_AND,
    BIT_OR,
    BIT_XOR,
    /** Whether all arguments, or some, are TRUE. */
    EVERY,
    SOME,
    /** About how many different arguments there are: exact on input that can take rows back, else within 2 % (HyperLogLog). BIGINT. */
    APPROX_COUNT_DISTINCT
}
