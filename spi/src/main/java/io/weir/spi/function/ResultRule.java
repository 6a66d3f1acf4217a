// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.function;

/** How the result type of a function follows from its arguments, where the method alone does not tell. */
public enum ResultRule {
    /** The type that the method declares; text and bytes are unbounded. */
    DECLARED,
    /** The type of the first argument, with its length, precision and scale. */
    SAME_AS_FIRST,
    /** The narrowest type that holds all arguments. */
    WIDEST,
    /** DECIMAL(p, s) gives a DECIMAL of scale 0, one digit wider than its integer part. */
    INTEGER_PART,
    /**
     * DECIMAL(p, s) rounded to the literal second argument, else to 0 when there is none: its scale is at most that
     * literal, with one digit more for the carry; the first argument's scale when the second is not a literal.
     */
    ROUNDED,
    /** As {@link #ROUNDED} without the digit for the carry. */
    TRUNCATED,
    /** The remainder of two DECIMALs: the greater scale, and the integer digits of the narrower one. */
    REMAINDER,
    /** The element type of the first argument, an ARRAY; can be NULL. */
    ELEMENT_OF_FIRST,
    /** An ARRAY of the first argument, a type of any kind. */
    ARRAY_OF_FIRST,
    /** The ARRAY of the first argument, whose elements also hold those of the other arguments. */
    WIDEST_ARRAY,
    /** An ARRAY of the keys of the first argument, a MAP. */
    KEYS_OF_FIRST,
    /** An ARRAY of the values of the first argument, a MAP. */
    VALUES_OF_FIRST,
    /** A MAP whose keys are the elements of the first argument and whose values are those of the second. */
    MAP_OF_ARRAYS
}
