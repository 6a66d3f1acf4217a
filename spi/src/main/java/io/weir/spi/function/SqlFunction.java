// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.function;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a public static method a SQL function; the method's parameters and result give its signature.
 *
 * <p>Types: {@code boolean}; {@code int} (TINYINT, SMALLINT, INTEGER, DATE by {@link SqlType}); {@code long} (BIGINT, or
 * by {@link SqlType} TIME, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL); {@code float}; {@code double}; {@code BigDecimal};
 * {@code Utf8} (text, or bytes by {@link SqlType}); {@code Object} (any type) and {@code List}/{@code Map} for the long
 * tail, with values as {@link io.weir.spi.type.DataType} names them. A last parameter that is an array is a list of any
 * length, in an array that the method must not keep. A {@link Hidden} parameter is filled in by the engine.
 *
 * <p>NULL in any argument gives NULL without a call, unless the method is {@link #calledOnNull}; then NULLs come as
 * {@code null}, so parameters are of boxed types. A method that returns a boxed type or is marked {@code Nullable} may
 * give NULL for other arguments too.
 *
 * <p>A {@code BigDecimal} result is then brought to the scale of the result type, and fails when it has more digits.
 *
 * <p>A row's failure is a thrown {@link RowError}; nothing else may be thrown.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SqlFunction {
    /** Names in SQL, in upper case; the first is the one shown, the others are synonyms. */
    String[] name();

    /** What it gives, in one sentence, with units, ranges and what NULL does where it matters. */
    String doc();

    /** A SQL expression that is true; run as a test and printed in the docs. */
    String example();

    /** The page section it belongs to, such as {@code text} or {@code time}. */
    String group();

    Determinism determinism() default Determinism.DETERMINISTIC;

    boolean calledOnNull() default false;

    /** How the result type follows from the arguments. */
    ResultRule result() default ResultRule.DECLARED;

    /** Whether only the planner calls it, for a special syntax such as {@code EXTRACT(YEAR FROM t)}. */
    boolean internal() default false;
}
