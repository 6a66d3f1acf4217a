// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.spi.type.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression that has been written down: the names under which the code that follows finds its outcome at the row.
 *
 * <p>All are names or constants, free to be read again. When {@code failure} is not 0, the others mean nothing; when
 * {@code isNull}, the value means nothing but is safe to read: a text is never {@code null}.
 *
 * @param value in the Java type of the type's storage; the high half of an INT128
 * @param low the low half of an INT128, else empty
 * @param isNull a {@code boolean}, or null when it is never NULL
 * @param failure an {@code int} as {@link Failures} has it, or null when it never fails
 */
record Term(
        DataType type,
        String value,
        String low,
        @Nullable String isNull,
        @Nullable String failure) {
    static Term of(DataType type, String value) {
        return new Term(type, value, "", null, null);
    }

    Term withType(DataType newType) {
        return new Term(newType, value, low, isNull, failure);
    }

    Term withNull(@Nullable String newNull) {
        return new Term(type, value, low, newNull, failure);
    }

    Term withFailure(@Nullable String newFailure) {
        return new Term(type, value, low, isNull, newFailure);
    }

    /** The Java type of values of a storage. */
    static String javaType(DataType type) {
        return switch (type.storage()) {
            case BOOLEAN -> "boolean";
            case INT -> "int";
            case LONG, INT128 -> "long";
            case FLOAT -> "float";
            case DOUBLE -> "double";
            case BYTES -> "Utf8";
            case ROW, ARRAY, MAP -> "Object";
        };
    }

    /** A value to stand beside NULL and errors. */
    static String nothing(DataType type) {
        return switch (type.storage()) {
            case BOOLEAN -> "false";
            case INT -> "0";
            case LONG, INT128 -> "0L";
            case FLOAT -> "0f";
            case DOUBLE -> "0.0";
            case BYTES -> "Utf8.EMPTY";
            case ROW, ARRAY, MAP -> "null";
        };
    }

    /** Whether any is NULL, or null when none can be. */
    static @Nullable String anyNull(List<Term> terms) {
        List<String> names = terms.stream()
                .map(Term::isNull)
                .filter(n -> n != null)
                .distinct()
                .toList();
        if (names.contains("true")) {
            return "true";
        }
        return names.isEmpty() ? null : String.join(" | ", names);
    }

    /** The first failure, or null when none can fail. */
    static @Nullable String firstFailure(List<Term> terms) {
        List<String> names = terms.stream()
                .map(Term::failure)
                .filter(n -> n != null)
                .distinct()
                .toList();
        String all = null;
        for (int i = names.size() - 1; i >= 0; i--) {
            String name = names.get(i);
            all = all == null ? name : name + " != 0 ? " + name + " : " + (all.contains("?") ? "(" + all + ")" : all);
        }
        return all;
    }
}
