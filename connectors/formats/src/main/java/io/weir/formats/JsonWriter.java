// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import io.weir.spi.batch.ArrayVector;
import io.weir.spi.batch.BytesVector;
import io.weir.spi.batch.ConstantVector;
import io.weir.spi.batch.DictionaryVector;
import io.weir.spi.batch.DoubleVector;
import io.weir.spi.batch.FloatVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.MapVector;
import io.weir.spi.batch.RowVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.TypeKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes values of one type as JSON, the way {@link JsonValue} reads them. */
abstract sealed class JsonWriter {
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    static JsonWriter of(DataType type, JsonSettings settings) {
        return switch (type.kind()) {
            case VARCHAR -> new Text();
            case BIGINT, INTERVAL_MICROS -> new Whole();
            case ROW -> new Structure(((RowType) type).fields(), settings);
            case ARRAY -> new Elements((ArrayType) type, settings);
            case MAP -> new Entries((MapType) type, settings);
            case NULL,
                    BOOLEAN,
                    TINYINT,
                    SMALLINT,
                    INTEGER,
                    INTERVAL_MONTHS,
                    FLOAT,
                    DOUBLE,
                    DECIMAL,
                    VARBINARY,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    TIMESTAMP_LTZ -> new Plain(type, settings);
        };
    }

    /** Writes the value of a row. */
    final void write(Vector vector, int row, Output out) {
        if (vector.isNull(row)) {
            out.write(NULL);
        } else if (vector instanceof ConstantVector constant) {
            value(constant.value(), 0, out);
        } else if (vector instanceof DictionaryVector dictionary) {
            value(dictionary.values(), dictionary.indexes()[row], out);
        } else {
            value(vector, row, out);
        }
    }

    /** Writes a value of a flat vector that is not NULL. */
    abstract void value(Vector vector, int row, Output out);

    private static final class Text extends JsonWriter {
        @Override
        void value(Vector vector, int row, Output out) {
            BytesVector bytes = (BytesVector) vector;
            JsonString.write(bytes.block(row), bytes.starts()[row], bytes.lengths()[row], out);
        }
    }

    private static final class Whole extends JsonWriter {
        @Override
        void value(Vector vector, int row, Output out) {
            out.number(((LongVector) vector).values()[row]);
        }
    }

    /** What {@link ScalarWriter} writes: in quotes if JSON has no form of its own for it. */
    private static final class Plain extends JsonWriter {
        private final DataType type;
        private final TypeKind kind;
        private final char separator;

        Plain(DataType type, JsonSettings settings) {
            this.type = type;
            kind = type.kind();
            separator = settings.separators().charAt(0);
        }

        private boolean quoted(Vector vector, int row) {
            return switch (kind) {
                case FLOAT -> !Float.isFinite(((FloatVector) vector).values()[row]);
                case DOUBLE -> !Double.isFinite(((DoubleVector) vector).values()[row]);
                case VARBINARY, DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> true;
                default -> false;
            };
        }

        @Override
        void value(Vector vector, int row, Output out) {
            if (!quoted(vector, row)) {
                ScalarWriter.write(vector, type, row, separator, out);
            } else {
                quote(vector, row, out);
            }
        }

        void quote(Vector vector, int row, Output out) {
            out.write('"');
            ScalarWriter.write(vector, type, row, separator, out);
            out.write('"');
        }
    }

    /** An object with a member for each field. */
    static final class Structure extends JsonWriter {
        /** The names between quotes, with what stands before and behind them. */
        private final byte[][] names;

        private final JsonWriter[] values;
        private final boolean leaveNullsOut;

        Structure(List<Field> fields, JsonSettings settings) {
            names = fields.stream().map(field -> name(field.name())).toArray(byte[][]::new);
            values = fields.stream().map(field -> of(field.type(), settings)).toArray(JsonWriter[]::new);
            leaveNullsOut = settings.leaveNullsOut();
        }

        private static byte[] name(String name) {
            Output out = new Output();
            byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
            out.write(',');
            JsonString.write(utf8, 0, utf8.length, out);
            out.write(':');
            return Arrays.copyOf(out.bytes(), out.size());
        }

        @Override
        void value(Vector vector, int row, Output out) {
            object(((RowVector) vector).fields(), row, out);
        }

        void object(Vector[] vectors, int row, Output out) {
            out.write('{');
            int comma = 1;
            for (int i = 0; i < vectors.length; i++) {
                if (leaveNullsOut && vectors[i].isNull(row)) {
                    continue;
                }
                byte[] name = names[i];
                out.write(name, comma, name.length - comma);
                comma = 0;
                values[i].write(vectors[i], row, out);
            }
            out.write('}');
        }
    }

    private static final class Elements extends JsonWriter {
        private final JsonWriter element;

        Elements(ArrayType type, JsonSettings settings) {
            element = of(type.element(), settings);
        }

        @Override
        void value(Vector vector, int row, Output out) {
            ArrayVector array = (ArrayVector) vector;
            out.write('[');
            int start = array.starts()[row];
            for (int i = start; i < start + array.lengths()[row]; i++) {
                if (i > start) {
                    out.write(',');
                }
                element.write(array.elements(), i, out);
            }
            out.write(']');
        }
    }

    /** An object with a member for each entry; a key that is no text is written as one. */
    private static final class Entries extends JsonWriter {
        private final JsonWriter key;
        private final JsonWriter entry;

        Entries(MapType type, JsonSettings settings) {
            key = type.key().kind() == TypeKind.VARCHAR ? new Text() : new Plain(type.key(), settings);
            entry = of(type.value(), settings);
        }

        @Override
        void value(Vector vector, int row, Output out) {
            MapVector map = (MapVector) vector;
            out.write('{');
            int start = map.starts()[row];
            for (int i = start; i < start + map.lengths()[row]; i++) {
                if (i > start) {
                    out.write(',');
                }
                Vector keys = ScalarWriter.resolve(map.keys());
                int at = ScalarWriter.resolve(map.keys(), i);
                if (key instanceof Plain plain) {
                    plain.quote(keys, at, out);
                } else {
                    key.value(keys, at, out);
                }
                out.write(':');
                entry.write(map.values(), i, out);
            }
            out.write('}');
        }
    }
}
