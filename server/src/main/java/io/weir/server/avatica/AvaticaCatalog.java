// SPDX-License-Identifier: Apache-2.0
package io.weir.server.avatica;

import io.weir.spi.session.Metadata;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Schema;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.Meta.DatabaseProperty;
import org.apache.calcite.avatica.remote.Service;
import org.jspecify.annotations.Nullable;

/** The answers to Avatica's questions about the catalog, in the columns that JDBC prescribes. */
final class AvaticaCatalog {
    private static final Schema CATALOGS = columns("TABLE_CAT");
    private static final Schema SCHEMAS = columns("TABLE_SCHEM TABLE_CATALOG");
    private static final Schema TABLE_TYPES = columns("TABLE_TYPE");
    private static final Schema TABLES = columns(
            "TABLE_CAT TABLE_SCHEM TABLE_NAME TABLE_TYPE REMARKS TYPE_CAT TYPE_SCHEM TYPE_NAME SELF_REFERENCING_COL_NAME"
                    + " REF_GENERATION");
    private static final Schema COLUMNS = columns(
            "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE# TYPE_NAME COLUMN_SIZE# BUFFER_LENGTH# DECIMAL_DIGITS#"
                    + " NUM_PREC_RADIX# NULLABLE# REMARKS COLUMN_DEF SQL_DATA_TYPE# SQL_DATETIME_SUB# CHAR_OCTET_LENGTH#"
                    + " ORDINAL_POSITION# IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE SOURCE_DATA_TYPE#"
                    + " IS_AUTOINCREMENT IS_GENERATEDCOLUMN");
    private static final Schema TYPES = columns(
            "TYPE_NAME DATA_TYPE# PRECISION# LITERAL_PREFIX LITERAL_SUFFIX CREATE_PARAMS NULLABLE# CASE_SENSITIVE SEARCHABLE#"
                    + " UNSIGNED_ATTRIBUTE FIXED_PREC_SCALE AUTO_INCREMENT LOCAL_TYPE_NAME MINIMUM_SCALE# MAXIMUM_SCALE#"
                    + " SQL_DATA_TYPE# SQL_DATETIME_SUB# NUM_PREC_RADIX#");

    private AvaticaCatalog() {}

    /** Columns of text, and of numbers where the name ends with #. */
    private static Schema columns(String names) {
        List<DataType.Field> fields = new ArrayList<>();
        for (String name : names.split(" ", -1)) {
            boolean number = name.endsWith("#");
            fields.add(new DataType.Field(
                    number ? name.substring(0, name.length() - 1) : name,
                    number ? DataType.integer() : DataType.text()));
        }
        return new Schema(fields);
    }

    /**
     * The answer to a question about the catalog; null when the request is another.
     *
     * @param statement a number of its own for the result, by which the driver closes it
     */
    static Service.@Nullable Response answer(
            Service.Request request, String connection, int statement, Metadata metadata) {
        if (request instanceof Service.CatalogsRequest) {
            return result(connection, statement, CATALOGS, List.of());
        } else if (request instanceof Service.SchemasRequest) {
            return result(connection, statement, SCHEMAS, List.of());
        } else if (request instanceof Service.TableTypesRequest) {
            return result(connection, statement, TABLE_TYPES, List.of(List.of("TABLE"), List.of("VIEW")));
        } else if (request instanceof Service.TypeInfoRequest) {
            return result(connection, statement, TYPES, List.of());
        } else if (request instanceof Service.TablesRequest tables) {
            return result(connection, statement, TABLES, tables(tables, metadata));
        } else if (request instanceof Service.ColumnsRequest columns) {
            return result(connection, statement, COLUMNS, columns(columns, metadata));
        } else if (request instanceof Service.DatabasePropertyRequest) {
            return new Service.DatabasePropertyResponse(properties(metadata), AvaticaDoor.RPC);
        }
        return null;
    }

    private static Service.Response result(
            String connection, int statement, Schema schema, List<List<@Nullable Object>> rows) {
        return new Service.ResultSetResponse(
                connection,
                statement,
                true,
                AvaticaDoor.signature(schema, null, List.of(), Meta.StatementType.SELECT),
                new Meta.Frame(0, true, new ArrayList<>(rows)),
                -1,
                AvaticaDoor.RPC);
    }

    private static List<List<@Nullable Object>> tables(Service.TablesRequest request, Metadata metadata) {
        Predicate<String> names = like(request.tableNamePattern);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Metadata.Table table : metadata.tables()) {
            if (names.test(table.name())
                    && (request.typeList == null
                            || request.typeList.isEmpty()
                            || request.typeList.contains(table.kind()))) {
                rows.add(Arrays.asList(null, null, table.name(), table.kind(), null, null, null, null, null, null));
            }
        }
        return rows;
    }

    private static List<List<@Nullable Object>> columns(Service.ColumnsRequest request, Metadata metadata) {
        Predicate<String> tables = like(request.tableNamePattern);
        Predicate<String> names = like(request.columnNamePattern);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Metadata.Table table : metadata.tables()) {
            for (int i = 0; i < table.schema().size() && tables.test(table.name()); i++) {
                if (names.test(table.schema().name(i))) {
                    rows.add(column(table, i));
                }
            }
        }
        return rows;
    }

    private static List<@Nullable Object> column(Metadata.Table table, int index) {
        DataType type = table.schema().type(index);
        return Arrays.asList(
                null,
                null,
                table.name(),
                table.schema().name(index),
                AvaticaTypes.of(type).id,
                type.sql(),
                AvaticaTypes.precision(type),
                null,
                AvaticaTypes.scale(type),
                10,
                type.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
                null,
                null,
                null,
                null,
                AvaticaTypes.precision(type),
                index + 1,
                type.nullable() ? "YES" : "NO",
                null,
                null,
                null,
                null,
                "NO",
                "");
    }

    private static Map<DatabaseProperty, Object> properties(Metadata metadata) {
        Map<DatabaseProperty, Object> properties = new EnumMap<>(DatabaseProperty.class);
        properties.put(DatabaseProperty.GET_S_Q_L_KEYWORDS, String.join(",", metadata.keywords()));
        properties.put(DatabaseProperty.GET_DEFAULT_TRANSACTION_ISOLATION, java.sql.Connection.TRANSACTION_NONE);
        properties.put(DatabaseProperty.GET_DATABASE_PRODUCT_NAME, "Weir");
        properties.put(DatabaseProperty.GET_DATABASE_PRODUCT_VERSION, "0.1.0");
        properties.put(DatabaseProperty.GET_DATABASE_MAJOR_VERSION, 0);
        properties.put(DatabaseProperty.GET_DATABASE_MINOR_VERSION, 1);
        properties.put(DatabaseProperty.AVATICA_VERSION, "1.28.0");
        return properties;
    }

    /** A JDBC pattern of {@code %} and {@code _}, without regard to case; null matches all. */
    static Predicate<String> like(@Nullable String pattern) {
        if (pattern == null) {
            return name -> true;
        }
        String wanted = pattern.toLowerCase(Locale.ROOT);
        return name -> like(wanted, name.toLowerCase(Locale.ROOT));
    }

    /** Goes back to the last {@code %} alone, so that no pattern takes long. */
    private static boolean like(String pattern, String name) {
        int p = 0;
        int n = 0;
        int afterPercent = -1;
        int resume = 0;
        while (n < name.length() || p < pattern.length()) {
            char c = p < pattern.length() ? pattern.charAt(p) : 0;
            boolean escaped = c == '\\' && p + 1 < pattern.length();
            if (p < pattern.length() && c == '%') {
                afterPercent = ++p;
                resume = n;
            } else if (p < pattern.length()
                    && n < name.length()
                    && (c == '_' || (escaped ? pattern.charAt(p + 1) : c) == name.charAt(n))) {
                p += escaped ? 2 : 1;
                n++;
            } else if (afterPercent >= 0 && resume < name.length()) {
                p = afterPercent;
                n = ++resume;
            } else {
                return false;
            }
        }
        return true;
    }
}
