// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.interpret;

import org.jspecify.annotations.Nullable;

/**
 * One expression, evaluated row by row.
 *
 * <p>A value is the Java object that {@link io.weir.spi.type.DataType} names, but text and bytes that are not part of a
 * nested value are a {@link io.weir.spi.batch.Utf8}. NULL is {@code null}, an error is a {@link Failure}.
 */
interface Node {
    @Nullable
    Object at(Row row);
}
