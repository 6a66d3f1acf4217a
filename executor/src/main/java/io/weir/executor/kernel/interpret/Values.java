// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.interpret;

import io.weir.spi.batch.BytesVector;
import io.weir.spi.batch.ConstantVector;
import io.weir.spi.batch.DictionaryVector;
import io.weir.spi.batch.Utf8;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.batch.Vectors;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.TypeKind;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Brings values of nodes out of vectors and into them. */
final class Values {
    private Values() {}

    static @Nullable Object read(Vector vector, DataType type, int row) {
        if (vector instanceof ConstantVector constant) {
            return read(constant.value(), type, 0);
        }
        if (vector instanceof DictionaryVector dictionary) {
            return read(dictionary.values(), type, dictionary.indexes()[row]);
        }
        if (vector instanceof BytesVector bytes) {
            return bytes.isNull(row) ? null : bytes.read(row, new Utf8());
        }
        return Vectors.value(vector, type, row);
    }

    static void append(@Nullable Object value, VectorBuilder builder) {
        if (value instanceof Utf8 text) {
            builder.appendBytes(text.bytes(), text.start(), text.length());
        } else {
            builder.appendValue(value);
        }
    }

    /** The value of a node for the Java object that {@link DataType} names. */
    static @Nullable Object entering(@Nullable Object value, DataType type) {
        if (value instanceof String text) {
            return Utf8.of(text);
        }
        if (value instanceof byte[] bytes) {
            return Utf8.of(bytes);
        }
        if (value instanceof BigDecimal number && type instanceof DecimalType decimal) {
            return number.setScale(decimal.scale());
        }
        return value;
    }

    /** The Java object that {@link DataType} names for the value of a node. */
    static @Nullable Object leaving(@Nullable Object value, DataType type) {
        if (value instanceof Utf8 text) {
            return type.kind() == TypeKind.VARBINARY ? text.toByteArray() : text.toString();
        }
        return value;
    }
}
