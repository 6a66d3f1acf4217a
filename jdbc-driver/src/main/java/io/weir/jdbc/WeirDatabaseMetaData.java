// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.error.SqlException;
import io.weir.spi.session.Metadata;
import io.weir.spi.type.DataType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The catalog as JDBC asks for it. There are neither catalogs nor schemas: tables stand in one space of names. */
final class WeirDatabaseMetaData implements DatabaseFeatures, DatabaseSyntax, DatabaseLimits {
    private static final Set<String> NUMERIC = Set.of(
            "ABS ACOS ASIN ATAN ATAN2 CEILING COS COT DEGREES EXP FLOOR LOG LOG10 MOD PI POWER RADIANS RAND ROUND SIGN SIN SQRT TAN TRUNCATE"
                    .split(" "));
    private static final Set<String> STRING = Set.of(
            "ASCII CHAR CHAR_LENGTH CHARACTER_LENGTH CONCAT DIFFERENCE INSERT LCASE LEFT LENGTH LOCATE LTRIM OCTET_LENGTH POSITION REPEAT REPLACE RIGHT RTRIM SOUNDEX SPACE SUBSTRING UCASE"
                    .split(" "));
    private static final Set<String> SYSTEM = Set.of("DATABASE", "IFNULL", "USER");
    private static final Set<String> TIME_DATE = Set.of(
            "CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURDATE CURTIME DAYNAME DAYOFMONTH DAYOFWEEK DAYOFYEAR EXTRACT HOUR MINUTE MONTH MONTHNAME NOW QUARTER SECOND TIMESTAMPADD TIMESTAMPDIFF WEEK YEAR"
                    .split(" "));
    /** The reserved words of SQL:2003 that {@code getSQLKeywords} leaves out. */
    private static final Set<String> STANDARD = Set.of(Sql2003.RESERVED.split(" "));

    private final WeirConnection connection;

    WeirDatabaseMetaData(WeirConnection connection) {
        this.connection = connection;
    }

    private interface Question<T> {
        T ask(Metadata catalog);
    }

    private <T> T ask(Question<T> question) throws SQLException {
        connection.checkOpen();
        try {
            return question.ask(connection.session().metadata());
        } catch (SqlException e) {
            throw SqlErrors.translate(e, null);
        }
    }

    private ResultSet none(MetaDataResults kind) throws SQLException {
        connection.checkOpen();
        return kind.empty();
    }

    // ---- tables

    private List<Metadata.Table> tables(
            @Nullable String catalog, @Nullable String schemaPattern, Predicate<String> names) throws SQLException {
        if (!NamePattern.outside(catalog) || !NamePattern.outside(schemaPattern)) {
            connection.checkOpen();
            return List.of();
        }
        return ask(Metadata::tables).stream()
                .filter(table -> names.test(table.name()))
                .sorted(Comparator.comparing(Metadata.Table::name))
                .toList();
    }

    @Override
    public ResultSet getTables(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String tablePattern,
            String @Nullable [] types)
            throws SQLException {
        MetaDataResults.Rows rows = MetaDataResults.TABLES.rows();
        tables(catalog, schemaPattern, NamePattern.matching(tablePattern)).stream()
                .filter(table -> types == null || Arrays.asList(types).contains(table.kind()))
                .sorted(Comparator.comparing(Metadata.Table::kind)) // stable: then by name
                .forEach(table -> rows.add(
                        null, null, table.name(), table.kind(), table.comment(), null, null, null, null, null));
        return rows.result();
    }

    @Override
    public ResultSet getColumns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String tablePattern,
            @Nullable String columnPattern)
            throws SQLException {
        Predicate<String> columns = NamePattern.matching(columnPattern);
        MetaDataResults.Rows rows = MetaDataResults.COLUMNS.rows();
        for (Metadata.Table table : tables(catalog, schemaPattern, NamePattern.matching(tablePattern))) {
            for (int i = 0; i < table.schema().size(); i++) {
                if (columns.test(table.schema().name(i))) {
                    addColumn(rows, table, i);
                }
            }
        }
        return rows.result();
    }

    private static void addColumn(MetaDataResults.Rows rows, Metadata.Table table, int i) {
        DataType type = table.schema().type(i);
        rows.add(
                null,
                null,
                table.name(),
                table.schema().name(i),
                JdbcTypes.number(type),
                type.sql(),
                JdbcTypes.precision(type),
                null,
                JdbcTypes.scale(type),
                10,
                type.nullable() ? columnNullable : columnNoNulls,
                table.columnComments().get(i),
                null,
                null,
                null,
                JdbcTypes.octets(type),
                i + 1,
                type.nullable() ? "YES" : "NO",
                null,
                null,
                null,
                null,
                "NO",
                "NO");
    }

    /** Tables by name, not by pattern, as the calls about keys take them. */
    private List<Metadata.Table> table(@Nullable String catalog, @Nullable String schema, @Nullable String name)
            throws SQLException {
        return tables(catalog, schema, each -> each.equalsIgnoreCase(name));
    }

    @Override
    public ResultSet getPrimaryKeys(@Nullable String catalog, @Nullable String schema, @Nullable String name)
            throws SQLException {
        MetaDataResults.Rows rows = MetaDataResults.PRIMARY_KEYS.rows();
        for (Metadata.Table table : table(catalog, schema, name)) {
            List<String> key = table.primaryKey();
            key.stream()
                    .sorted()
                    .forEach(column -> rows.add(null, null, table.name(), column, key.indexOf(column) + 1, null));
        }
        return rows.result();
    }

    @Override
    public ResultSet getBestRowIdentifier(
            @Nullable String catalog, @Nullable String schema, @Nullable String name, int scope, boolean nullable)
            throws SQLException {
        MetaDataResults.Rows rows = MetaDataResults.BEST_ROW.rows();
        for (Metadata.Table table : table(catalog, schema, name)) {
            for (String column : table.primaryKey()) {
                DataType type = table.schema().type(table.schema().indexOf(column));
                rows.add(
                        bestRowSession,
                        column,
                        JdbcTypes.number(type),
                        type.sql(),
                        JdbcTypes.precision(type),
                        null,
                        JdbcTypes.scale(type),
                        bestRowNotPseudo);
            }
        }
        return rows.result();
    }

    @Override
    public ResultSet getTableTypes() throws SQLException {
        connection.checkOpen();
        return MetaDataResults.TABLE_TYPES.rows().add("TABLE").add("VIEW").result();
    }

    @Override
    public ResultSet getSchemas() throws SQLException {
        return none(MetaDataResults.SCHEMAS);
    }

    @Override
    public ResultSet getSchemas(@Nullable String catalog, @Nullable String schemaPattern) throws SQLException {
        return none(MetaDataResults.SCHEMAS);
    }

    @Override
    public ResultSet getCatalogs() throws SQLException {
        return none(MetaDataResults.CATALOGS);
    }

    @Override
    public ResultSet getTypeInfo() throws SQLException {
        connection.checkOpen();
        return TypeInfo.rows();
    }

    // ---- functions

    private List<Metadata.Function> functions(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String pattern) throws SQLException {
        if (!NamePattern.outside(catalog) || !NamePattern.outside(schemaPattern)) {
            connection.checkOpen();
            return List.of();
        }
        Predicate<String> names = NamePattern.matching(pattern);
        return ask(Metadata::functions).stream()
                .filter(function -> names.test(function.name()))
                .sorted(Comparator.comparing(Metadata.Function::name))
                .toList();
    }

    @Override
    public ResultSet getFunctions(@Nullable String catalog, @Nullable String schemaPattern, @Nullable String pattern)
            throws SQLException {
        MetaDataResults.Rows rows = MetaDataResults.FUNCTIONS.rows();
        for (Metadata.Function function : functions(catalog, schemaPattern, pattern)) {
            function.signatures().stream()
                    .sorted()
                    .forEach(signature -> rows.add(
                            null, null, function.name(), function.doc(), functionNoTable, specific(signature)));
        }
        return rows.result();
    }

    private static String specific(String signature) {
        int arrow = signature.indexOf(" -> ");
        return arrow < 0 ? signature : signature.substring(0, arrow);
    }

    @Override
    public ResultSet getFunctionColumns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String pattern,
            @Nullable String columnPattern)
            throws SQLException {
        Predicate<String> columns = NamePattern.matching(columnPattern);
        MetaDataResults.Rows rows = MetaDataResults.FUNCTION_COLUMNS.rows();
        for (Metadata.Function function : functions(catalog, schemaPattern, pattern)) {
            function.signatures().stream().sorted().forEach(text -> {
                FunctionText signature = FunctionText.of(text);
                if (columns.test("")) {
                    addParameter(rows, function, signature, 0, signature.result());
                }
                for (int i = 1; i <= signature.parameters().size(); i++) {
                    if (columns.test("arg" + i)) {
                        addParameter(
                                rows,
                                function,
                                signature,
                                i,
                                signature.parameters().get(i - 1));
                    }
                }
            });
        }
        return rows.result();
    }

    private static void addParameter(
            MetaDataResults.Rows rows, Metadata.Function function, FunctionText signature, int place, String typeName) {
        DataType type = FunctionText.type(typeName);
        rows.add(
                null,
                null,
                function.name(),
                place == 0 ? "" : "arg" + place,
                place == 0 ? functionReturn : functionColumnIn,
                JdbcTypes.number(type),
                typeName,
                JdbcTypes.precision(type),
                null,
                JdbcTypes.scale(type),
                10,
                functionNullable,
                "",
                JdbcTypes.octets(type),
                place,
                "YES",
                specific(signature.text()));
    }

    private String functions(Set<String> standard) throws SQLException {
        return ask(Metadata::functions).stream()
                .flatMap(function -> Stream.concat(
                        Stream.of(function.name()),
                        function.signatures().stream().map(s -> s.split("\\(")[0])))
                .map(name -> name.toUpperCase(Locale.ROOT))
                .filter(standard::contains)
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
    }

    @Override
    public String getNumericFunctions() throws SQLException {
        return functions(NUMERIC);
    }

    @Override
    public String getStringFunctions() throws SQLException {
        return functions(STRING);
    }

    @Override
    public String getSystemFunctions() throws SQLException {
        return functions(SYSTEM);
    }

    @Override
    public String getTimeDateFunctions() throws SQLException {
        return functions(TIME_DATE);
    }

    @Override
    public String getSQLKeywords() throws SQLException {
        return ask(Metadata::keywords).stream()
                .filter(word -> !STANDARD.contains(word))
                .collect(Collectors.joining(","));
    }

    @Override
    public boolean supportsConvert(int fromType, int toType) {
        return Conversions.exists(fromType, toType);
    }

    // ---- the connection

    @Override
    public String getURL() {
        return connection.url().shown();
    }

    @Override
    public String getUserName() {
        return connection.url().user();
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public String getDatabaseProductVersion() {
        return WeirDriver.VERSION;
    }

    @Override
    public int getDatabaseMajorVersion() {
        return WeirDriver.MAJOR;
    }

    @Override
    public int getDatabaseMinorVersion() {
        return WeirDriver.MINOR;
    }

    @Override
    public ResultSet getClientInfoProperties() throws SQLException {
        connection.checkOpen();
        MetaDataResults.Rows rows = MetaDataResults.CLIENT_INFO.rows();
        WeirConnection.clientInfoNames().stream()
                .sorted()
                .forEach(name -> rows.add(name, 0, "", "Kept by the connection and handed back."));
        return rows.result();
    }

    // ---- what there is none of

    @Override
    public ResultSet getProcedures(@Nullable String catalog, @Nullable String schema, @Nullable String name)
            throws SQLException {
        return none(MetaDataResults.PROCEDURES);
    }

    @Override
    public ResultSet getProcedureColumns(
            @Nullable String catalog, @Nullable String schema, @Nullable String name, @Nullable String column)
            throws SQLException {
        return none(MetaDataResults.PROCEDURE_COLUMNS);
    }

    @Override
    public ResultSet getColumnPrivileges(
            @Nullable String catalog, @Nullable String schema, @Nullable String table, @Nullable String column)
            throws SQLException {
        return none(MetaDataResults.COLUMN_PRIVILEGES);
    }

    @Override
    public ResultSet getTablePrivileges(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return none(MetaDataResults.TABLE_PRIVILEGES);
    }

    @Override
    public ResultSet getVersionColumns(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return none(MetaDataResults.BEST_ROW);
    }

    @Override
    public ResultSet getImportedKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return none(MetaDataResults.KEYS);
    }

    @Override
    public ResultSet getExportedKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return none(MetaDataResults.KEYS);
    }

    @Override
    public ResultSet getCrossReference(
            @Nullable String parentCatalog,
            @Nullable String parentSchema,
            @Nullable String parentTable,
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table)
            throws SQLException {
        return none(MetaDataResults.KEYS);
    }

    @Override
    public ResultSet getIndexInfo(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            boolean unique,
            boolean approximate)
            throws SQLException {
        return none(MetaDataResults.INDEXES);
    }

    @Override
    public ResultSet getUDTs(
            @Nullable String catalog, @Nullable String schema, @Nullable String name, int @Nullable [] types)
            throws SQLException {
        return none(MetaDataResults.USER_TYPES);
    }

    @Override
    public ResultSet getSuperTypes(@Nullable String catalog, @Nullable String schema, @Nullable String name)
            throws SQLException {
        return none(MetaDataResults.SUPER_TYPES);
    }

    @Override
    public ResultSet getSuperTables(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return none(MetaDataResults.SUPER_TABLES);
    }

    @Override
    public ResultSet getAttributes(
            @Nullable String catalog, @Nullable String schema, @Nullable String type, @Nullable String attribute)
            throws SQLException {
        return none(MetaDataResults.ATTRIBUTES);
    }

    @Override
    public ResultSet getPseudoColumns(
            @Nullable String catalog, @Nullable String schema, @Nullable String table, @Nullable String column)
            throws SQLException {
        return none(MetaDataResults.PSEUDO_COLUMNS);
    }

    @Override
    public <T> T unwrap(@Nullable Class<T> wanted) throws SQLException {
        return SqlErrors.unwrap(this, wanted);
    }

    @Override
    public boolean isWrapperFor(@Nullable Class<?> wanted) {
        return wanted != null && wanted.isInstance(this);
    }
}
