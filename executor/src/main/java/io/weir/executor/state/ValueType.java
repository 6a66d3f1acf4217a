// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.type.DataType;
import java.util.List;

/** How a column of a state lies in its rows: a SQL value that may be NULL, or bare words of an accumulator. */
public sealed interface ValueType {
    /** 64-bit words that the column takes in a row. */
    int words();

    /** Whether the word is a place in the byte block of the page. */
    boolean isVariable();

    /** Whether the column has a NULL bit. */
    boolean isNullable();

    /** The name that snapshots keep; two columns with the same text have the same layout. */
    String text();

    static ValueType of(DataType type) {
        return new Sql(type);
    }

    static List<ValueType> of(List<DataType> types) {
        return types.stream().map(ValueType::of).toList();
    }

    /** Accumulator words without NULL; zero, or empty, in a new row. */
    enum Raw implements ValueType {
        LONG(1),
        /** The bits of a {@code double}. */
        DOUBLE(1),
        /** High, low. */
        INT128(2),
        /** High, middle, low. */
        INT192(3),
        BYTES(1);

        private final int words;

        Raw(int words) {
            this.words = words;
        }

        @Override
        public int words() {
            return words;
        }

        @Override
        public boolean isVariable() {
            return this == BYTES;
        }

        @Override
        public boolean isNullable() {
            return false;
        }

        @Override
        public String text() {
            return "raw " + name();
        }
    }

    /**
     * A SQL value; NULL in a new row. BOOLEAN is 0 or 1, FLOAT the bits of a {@code float} and DOUBLE those of a {@code
     * double}, DECIMAL above 18 digits high and low; text and bytes lie in the byte block as they are, ROW, ARRAY and
     * MAP as {@link CanonicalBytes}.
     */
    record Sql(DataType type) implements ValueType {
        @Override
        public int words() {
            return switch (type.storage()) {
                case BOOLEAN, INT, LONG, FLOAT, DOUBLE, BYTES, ROW, ARRAY, MAP -> 1;
                case INT128 -> 2;
            };
        }

        @Override
        public boolean isVariable() {
            return switch (type.storage()) {
                case BOOLEAN, INT, LONG, FLOAT, DOUBLE, INT128 -> false;
                case BYTES, ROW, ARRAY, MAP -> true;
            };
        }

        @Override
        public boolean isNullable() {
            return true;
        }

        @Override
        public String text() {
            return type.sql();
        }
    }
}
