// SPDX-License-Identifier: Apache-2.0
package io.weir.plan.expression;

/**
 * The operations with a meaning of their own in every engine; everything else is a function of the library.
 *
 * <p>NULL in any argument gives NULL unless said otherwise. An error in any argument is the result's error unless said
 * otherwise, even beside NULL; of several, that of the first argument counts. Overflow is the error
 * NUMERIC_OUT_OF_RANGE, also when finite FLOATs or DOUBLEs give infinity; of a date or time beyond the years 0001 to 9999
 * it is DATETIME_OUT_OF_RANGE. Months are added on the calendar of UTC, and the day is cut to the month's last; between
 * two times lie as many months as can be added to the earlier without passing the later. A TIME wraps at midnight; a result is cut to the digits of the second's fraction that its type has.
 */
public enum Operation {
    /**
     * Sum. Two values of the result's integer or floating type; two DECIMALs of any precision, the exact sum brought to the result's
     * scale; DATE, TIME, TIMESTAMP or TIMESTAMP_LTZ and an interval; two intervals.
     */
    PLUS,
    /** Difference; as {@link #PLUS}; also of two TIMESTAMPs, TIMESTAMP_LTZs or DATEs, which gives the result's interval. */
    MINUS,
    /** Product; of integers, floating values, DECIMALs; of an interval and a BIGINT. */
    TIMES,
    /**
     * Quotient. Integers: cut towards zero. DECIMALs: rounded half up to the result's scale. An interval by a BIGINT.
     * By zero: DIVISION_BY_ZERO, also for FLOAT and DOUBLE.
     */
    DIVIDE,
    /** Remainder with the sign of the first argument; by zero: DIVISION_BY_ZERO. */
    MODULO,
    NEGATE,
    /** Comparisons: both arguments have the same type but for NULL. -0.0 equals 0.0; NaN equals NaN and is the greatest. */
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    /** As NOT_EQUAL, with NULL as a value; never NULL. */
    IS_DISTINCT_FROM,
    IS_NOT_DISTINCT_FROM,
    /** Two or more BOOLEANs; FALSE beats NULL and errors. */
    AND,
    /** Two or more BOOLEANs; TRUE beats NULL and errors. */
    OR,
    NOT,
    IS_NULL,
    IS_NOT_NULL,
    IS_TRUE,
    IS_NOT_TRUE,
    IS_FALSE,
    IS_NOT_FALSE,
    /** The first argument equals one of the others, which are literals of its type; NULL as in SQL. */
    IN,
    /** The first argument that is not NULL; later ones are not evaluated. */
    COALESCE,
    /** A field of a ROW: the second argument is an INTEGER literal, the 0-based index. */
    FIELD,
    /** An element of an ARRAY by 1-based INTEGER index (NULL outside), or the value of a MAP's key (NULL when absent). */
    ITEM,
    MAKE_ROW,
    MAKE_ARRAY,
    /** Keys and values in turn; a NULL key is NULL_NOT_ALLOWED, of equal keys the last counts. */
    MAKE_MAP,
    /** The argument; NULL is the error NULL_NOT_ALLOWED. What is written into a NOT NULL column goes through it. */
    REQUIRE_NOT_NULL,
    /**
     * The first argument, a VARCHAR or VARBINARY; more code points or bytes than the second, an INTEGER literal, are the error
     * TEXT_TOO_LONG. What is written into a column of limited length goes through it, while a Cast cuts.
     */
    REQUIRE_LENGTH,
    /** The time of the barrier that opened the epoch, as TIMESTAMP_LTZ; constant per epoch. */
    EPOCH_TIME
}
