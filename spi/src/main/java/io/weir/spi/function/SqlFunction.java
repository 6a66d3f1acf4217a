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
 * {@code Utf8} (text, or bytes by {@link SqlType}); {@code Object} and {@code List}/{@code Map} for the long tail. NULL in any argument gives NULL without a
 * call, unless a parameter or the method is {@link #calledOnNull}; then NULLs come as the boxed type's {@code null}, and a
 * boxed result may be {@code null}. A method may also return a boxed type to give NULL for some arguments.
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
}
