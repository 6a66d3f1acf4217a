// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import io.weir.spi.batch.Utf8;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.TypeKind;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads values of one type from JSON and appends them to their column. */
abstract sealed class JsonValue {
    private final String place;
    private final DataType type;

    private JsonValue(String place, DataType type) {
        this.place = place;
        this.type = type;
    }

    static JsonValue of(String place, DataType type, JsonSettings settings) {
        if (type instanceof RowType row) {
            return new Structure(place, row, settings);
        } else if (type instanceof ArrayType array) {
            return new Elements(place, array, settings);
        } else if (type instanceof MapType map) {
            return new Entries(place, map, settings);
        } else if (type.kind() == TypeKind.NULL) {
            return new Nothing(place, type);
        }
        return new Plain(place, type, settings);
    }

    /** Reads the next value. */
    final void read(JsonInput in, VectorBuilder out) {
        byte first = in.peek();
        if (first == 'n') {
            in.literal("null");
            appendNull(out);
        } else {
            value(first, in, out);
        }
    }

    final void appendNull(VectorBuilder out) {
        if (!type.nullable()) {
            throw Undecodable.column(place, "is NULL", "It is declared NOT NULL.");
        }
        out.appendNull();
    }

    final void appendMissing(VectorBuilder out) {
        if (!type.nullable()) {
            throw Undecodable.column(place, "is missing", "It is declared NOT NULL.");
        }
        out.appendNull();
    }

    final SqlException missing() {
        return Undecodable.column(place, "is missing", "\"json.fail-on-missing-field\" is set.");
    }

    /** Reads a value that is not null and begins with {@code first}. */
    abstract void value(byte first, JsonInput in, VectorBuilder out);

    final SqlException wrong(JsonInput in, String why) {
        int start = in.at();
        in.skipValue();
        return Undecodable.value(place, type.sql(), in.bytes(), start, in.at(), why);
    }

    private static final class Nothing extends JsonValue {
        Nothing(String place, DataType type) {
            super(place, type);
        }

        @Override
        void value(byte first, JsonInput in, VectorBuilder out) {
            throw wrong(in, "It is not null.");
        }
    }

    private static final class Plain extends JsonValue {
        private final Scalar scalar;
        private final boolean text;
        private final boolean truth;
        private final boolean whole;

        Plain(String place, DataType type, JsonSettings settings) {
            super(place, type);
            scalar = Scalar.of(place, type, settings.separators());
            text = type.kind() == TypeKind.VARCHAR;
            truth = type.kind() == TypeKind.BOOLEAN;
            whole = type.kind() == TypeKind.BIGINT;
        }

        @Override
        void value(byte first, JsonInput in, VectorBuilder out) {
            if (whole && in.wholeNumber()) {
                out.appendLong(in.whole());
            } else if (first == '"') {
                in.string();
                scalar.text(in.text(), in.textStart(), in.textEnd(), out);
            } else if (first == '-' || first >= '0' && first <= '9') {
                int start = in.at();
                scalar.number(in.number(), in.bytes(), start, in.at(), out);
            } else if (text || truth && (first == 't' || first == 'f')) {
                // Text takes any value as it is written.
                int start = in.at();
                in.skipValue();
                scalar.text(in.bytes(), start, in.at(), out);
            } else {
                throw wrong(in, "It is of another kind.");
            }
        }
    }

    private static final class Structure extends JsonValue {
        private final JsonFields fields;
        private final VectorBuilder[] columns;
        private @Nullable VectorBuilder filled;

        Structure(String place, RowType type, JsonSettings settings) {
            super(place, type);
            fields = new JsonFields(settings);
            for (int i = 0; i < type.fields().size(); i++) {
                DataType.Field field = type.fields().get(i);
                fields.add(field.name(), JsonValue.of(place + "." + field.name(), field.type(), settings));
            }
            columns = new VectorBuilder[fields.size()];
        }

        @Override
        void value(byte first, JsonInput in, VectorBuilder out) {
            if (first != '{') {
                throw wrong(in, "It is no object.");
            }
            if (out != filled) {
                for (int i = 0; i < columns.length; i++) {
                    columns[i] = out.child(i);
                }
                filled = out;
            }
            fields.read(in, columns, out.size());
            out.appendChildren();
        }
    }

    private static final class Elements extends JsonValue {
        private final JsonValue element;

        Elements(String place, ArrayType type, JsonSettings settings) {
            super(place, type);
            element = JsonValue.of(place + "[]", type.element(), settings);
        }

        @Override
        void value(byte first, JsonInput in, VectorBuilder out) {
            if (first != '[') {
                throw wrong(in, "It is no array.");
            }
            VectorBuilder elements = out.child(0);
            in.enter('[');
            if (!in.leavesEmpty(']')) {
                do {
                    element.read(in, elements);
                } while (in.more(']'));
            }
            out.appendChildren();
        }
    }

    private static final class Entries extends JsonValue {
        private final String place;
        private final Scalar key;
        private final JsonValue entry;
        private final Set<Utf8> keys = new HashSet<>();

        Entries(String place, MapType type, JsonSettings settings) {
            super(place, type);
            this.place = place;
            key = Scalar.of(place + " key", type.key(), settings.separators());
            entry = JsonValue.of(place + "{}", type.value(), settings);
        }

        @Override
        void value(byte first, JsonInput in, VectorBuilder out) {
            if (first != '{') {
                throw wrong(in, "It is no object.");
            }
            keys.clear();
            Set<Utf8> seen = keys;
            in.enter('{');
            if (!in.leavesEmpty('}')) {
                do {
                    in.peek();
                    in.string();
                    Utf8 name =
                            Utf8.of(new Utf8(in.text(), in.textStart(), in.textEnd() - in.textStart()).toByteArray());
                    if (!seen.add(name)) {
                        throw Undecodable.column(
                                place,
                                "has the key \"" + Undecodable.shown(name.bytes(), 0, name.length()) + "\" twice",
                                "A key of a map stands once.");
                    }
                    key.text(in.text(), in.textStart(), in.textEnd(), out.child(0));
                    in.expect(':');
                    entry.read(in, out.child(1));
                } while (in.more('}'));
            }
            out.appendChildren();
        }
    }
}
