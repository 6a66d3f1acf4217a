// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.function;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter that SQL does not show and the engine fills in. A function has at most one, in the last place; it has no
 * varargs then.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Hidden {
    Kind value();

    /** What the engine fills in, and in which Java type. */
    enum Kind {
        /** The session's time zone as a {@code Utf8} with its id; the planner adds it as a literal last argument. */
        ZONE,
        /**
         * The time of the barrier that opened the epoch, a {@code long} in microseconds since 1970 (TIMESTAMP_LTZ); the
         * planner adds it as a last argument.
         */
        TIME,
        /**
         * A source of chance, {@code java.util.random.RandomGenerator}; not an argument in the plan: whoever calls the
         * method hands in its own.
         */
        RANDOM
    }
}
