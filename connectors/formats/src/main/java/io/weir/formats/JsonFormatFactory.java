// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.format.Decoder;
import io.weir.spi.format.Encoder;
import io.weir.spi.format.Format;
import io.weir.spi.format.FormatFactory;
import io.weir.spi.option.Option;
import io.weir.spi.option.Options;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.Schema;
import java.util.List;

/** Rows as JSON objects, one per line in files. */
public final class JsonFormatFactory implements FormatFactory {
    static final Option<Boolean> FAIL_ON_MISSING_FIELD = Option.bool("json.fail-on-missing-field")
            .defaults(false)
            .doc("Whether a record without one of the columns is an error; else the column is NULL.");
    static final Option<Boolean> IGNORE_PARSE_ERRORS = Option.bool("json.ignore-parse-errors")
            .defaults(false)
            .doc("Whether records that cannot be decoded are dropped without a trace; prefer 'on-error'.");
    static final Option<String> TIMESTAMP_FORMAT = Option.oneOf("json.timestamp-format.standard", "sql", "iso-8601")
            .defaults("sql")
            .doc("SQL for 2020-01-31 12:30:00.123, ISO-8601 for 2020-01-31T12:30:00.123.");
    static final Option<Boolean> IGNORE_NULL_FIELDS = Option.bool("json.encode.ignore-null-fields")
            .defaults(false)
            .doc("Whether a NULL column is left out when writing; else it is written as null.");

    @Override
    public String name() {
        return "json";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(FAIL_ON_MISSING_FIELD, IGNORE_PARSE_ERRORS, TIMESTAMP_FORMAT, IGNORE_NULL_FIELDS);
    }

    @Override
    public Format create(Options options) {
        return new JsonFormat(new JsonSettings(
                options.get(FAIL_ON_MISSING_FIELD),
                options.get(IGNORE_PARSE_ERRORS),
                options.get(TIMESTAMP_FORMAT).equals("iso-8601"),
                options.get(IGNORE_NULL_FIELDS)));
    }

    /** A name in an object is a string, so a map's key must be of a type that has one text. */
    private static void checkKeys(String place, DataType type) {
        if (type instanceof RowType row) {
            row.fields().forEach(field -> checkKeys(place + "." + field.name(), field.type()));
        } else if (type instanceof ArrayType array) {
            checkKeys(place + "[]", array.element());
        } else if (type instanceof MapType map) {
            switch (map.key().kind()) {
                case NULL, ROW, ARRAY, MAP ->
                    throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                            .says("column \"%s\" cannot be %s in format \"json\"", place, map.sql())
                            .detail("Names in JSON are strings, so the key of a map must not be nested.")
                            .toException();
                default -> checkKeys(place + "{}", map.value());
            }
        }
    }

    private record JsonFormat(JsonSettings settings) implements Format {
        @Override
        public Decoder decoder(Schema physical, int[] columns) {
            for (int column : columns) {
                checkKeys(physical.name(column), physical.type(column));
            }
            return new JsonDecoder(physical, columns, settings);
        }

        @Override
        public Encoder encoder(Schema schema) {
            schema.columns().forEach(column -> checkKeys(column.name(), column.type()));
            return new JsonEncoder(schema, settings);
        }

        @Override
        public String fileSuffix() {
            return "json";
        }
    }
}
