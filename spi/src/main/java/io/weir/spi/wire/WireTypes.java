// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.wire;

import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.BytesType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.DataType.SimpleType;
import io.weir.spi.type.DataType.TextType;
import io.weir.spi.type.DataType.TimeType;
import io.weir.spi.type.Schema;
import io.weir.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;

/** Types and schemas as bytes. */
public final class WireTypes {
    private static final int DEPTH_MAX = 128;

    private WireTypes() {}

    public static void write(Schema schema, WireOutput out) {
        writeFields(schema.columns(), out);
    }

    public static Schema readSchema(WireInput in) {
        return new Schema(readFields(in, 0));
    }

    public static void write(DataType type, WireOutput out) {
        out.oneByte(type.kind().ordinal());
        out.flag(type.nullable());
        switch (type.kind()) {
            case NULL, BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DATE -> {}
            case INTERVAL_MONTHS, INTERVAL_MICROS -> {}
            case DECIMAL -> {
                out.oneByte(((DecimalType) type).precision());
                out.oneByte(((DecimalType) type).scale());
            }
            case VARCHAR -> out.length(((TextType) type).maxLength());
            case VARBINARY -> out.length(((BytesType) type).maxLength());
            case TIME, TIMESTAMP, TIMESTAMP_LTZ -> out.oneByte(((TimeType) type).precision());
            case ROW -> writeFields(((RowType) type).fields(), out);
            case ARRAY -> write(((ArrayType) type).element(), out);
            case MAP -> {
                write(((MapType) type).key(), out);
                write(((MapType) type).value(), out);
            }
        }
    }

    private static void writeFields(List<Field> fields, WireOutput out) {
        out.length(fields.size());
        for (Field field : fields) {
            out.text(field.name());
            write(field.type(), out);
        }
    }

    public static DataType read(WireInput in) {
        try {
            return read(in, 0);
        } catch (IllegalArgumentException e) {
            throw WireInput.broken("there is no such type");
        }
    }

    private static DataType read(WireInput in, int depth) {
        if (depth > DEPTH_MAX) {
            throw WireInput.broken("a type is nested too deeply");
        }
        TypeKind kind = in.member(TypeKind.class);
        boolean nullable = in.flag();
        return switch (kind) {
            case NULL, BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DATE ->
                new SimpleType(kind, nullable);
            case INTERVAL_MONTHS, INTERVAL_MICROS -> new SimpleType(kind, nullable);
            case DECIMAL -> new DecimalType(in.oneByte(), in.oneByte(), nullable);
            case VARCHAR -> new TextType(in.length(), nullable);
            case VARBINARY -> new BytesType(in.length(), nullable);
            case TIME, TIMESTAMP, TIMESTAMP_LTZ -> new TimeType(kind, in.oneByte(), nullable);
            case ROW -> new RowType(readFields(in, depth), nullable);
            case ARRAY -> new ArrayType(read(in, depth + 1), nullable);
            case MAP -> new MapType(read(in, depth + 1), read(in, depth + 1), nullable);
        };
    }

    private static List<Field> readFields(WireInput in, int depth) {
        int count = in.count();
        List<Field> fields = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String name = in.text();
            fields.add(new Field(name, read(in, depth + 1)));
        }
        return fields;
    }
}
