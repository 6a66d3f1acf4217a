// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.function;

import io.weir.spi.type.TypeKind;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The SQL type of a parameter, or on the method of its result, where the Java type does not tell. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.METHOD})
public @interface SqlType {
    TypeKind value();

    /** Digits of the second's fraction, or the scale of a DECIMAL result. */
    int precision() default 6;
}
