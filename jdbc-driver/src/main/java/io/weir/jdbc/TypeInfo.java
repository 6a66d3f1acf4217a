// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.type.DataType;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of {@code getTypeInfo}: each SQL type once, in the order of the JDBC type, the nearest to it first. */
final class TypeInfo {
    /** A type as CREATE TABLE writes it, with the largest parameters. */
    private record Known(
            String name,
            DataType type,
            @Nullable String prefix,
            @Nullable String suffix,
            @Nullable String parameters,
            int maximumScale) {
        static Known plain(String name, DataType type) {
            return new Known(name, type, null, null, null, 0);
        }

        static Known quoted(String name, DataType type, String prefix, @Nullable String parameters, int maximumScale) {
            return new Known(name, type, prefix, "'", parameters, maximumScale);
        }
    }

    private static final List<Known> KNOWN = List.of(
            Known.plain("BOOLEAN", DataType.bool()),
            Known.plain("TINYINT", DataType.tinyint()),
            Known.plain("SMALLINT", DataType.smallint()),
            Known.plain("INT", DataType.integer()),
            Known.plain("BIGINT", DataType.bigint()),
            Known.plain("FLOAT", DataType.floating()),
            Known.plain("DOUBLE", DataType.doubling()),
            new Known("DECIMAL", DataType.decimal(38, 0), null, null, "precision,scale", 38),
            Known.quoted("STRING", DataType.text(), "'", null, 0),
            Known.quoted("VARCHAR", DataType.text(), "'", "length", 0),
            Known.quoted("BYTES", DataType.bytes(), "x'", null, 0),
            Known.quoted("VARBINARY", DataType.bytes(), "x'", "length", 0),
            Known.quoted("DATE", DataType.date(), "DATE '", null, 0),
            Known.quoted("TIME", DataType.time(6), "TIME '", "precision", 6),
            Known.quoted("TIMESTAMP", DataType.timestamp(6), "TIMESTAMP '", "precision", 6),
            Known.quoted("TIMESTAMP_LTZ", DataType.timestampLtz(6), "", "precision", 6),
            Known.quoted("INTERVAL YEAR TO MONTH", DataType.intervalMonths(), "INTERVAL '", null, 0),
            Known.quoted("INTERVAL DAY TO SECOND", DataType.intervalMicros(), "INTERVAL '", null, 6),
            new Known("ARRAY", DataType.array(DataType.integer()), "ARRAY[", "]", "element", 0),
            new Known("MAP", DataType.map(DataType.text(), DataType.text()), "MAP[", "]", "key,value", 0),
            new Known("ROW", DataType.row(List.of()), "ROW(", ")", "fields", 0));

    private TypeInfo() {}

    static ResultSet rows() {
        MetaDataResults.Rows rows = MetaDataResults.TYPES.rows();
        KNOWN.stream()
                .sorted(Comparator.comparingInt(known -> JdbcTypes.number(known.type)))
                .forEach(known -> rows.add(
                        known.name,
                        JdbcTypes.number(known.type),
                        JdbcTypes.precision(known.type),
                        known.prefix,
                        known.suffix,
                        known.parameters,
                        DatabaseMetaData.typeNullable,
                        known.name.equals("STRING") || known.name.equals("VARCHAR"),
                        DatabaseMetaData.typeSearchable,
                        !JdbcTypes.isSigned(known.type),
                        known.name.equals("DECIMAL"),
                        false,
                        null,
                        0,
                        known.maximumScale,
                        null,
                        null,
                        known.type.isNumeric() ? 10 : null));
        return rows.result();
    }
}
