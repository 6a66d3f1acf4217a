// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.session.Metadata;
import io.weir.spi.type.DataType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.MetaImpl;
import org.apache.calcite.avatica.QueryState;
import org.apache.calcite.avatica.remote.TypedValue;
import org.jspecify.annotations.Nullable;

/** The catalog for {@code DatabaseMetaData}. Statements do not come this way: they go to the session. */
final class WeirMeta extends MetaImpl {
    private final WeirConnection owner;

    WeirMeta(WeirConnection connection) {
        super(connection);
        owner = connection;
        connProps.setAutoCommit(true).setReadOnly(false).setTransactionIsolation(java.sql.Connection.TRANSACTION_NONE);
        connProps.setDirty(false);
    }

    @Override
    public Map<DatabaseProperty, Object> getDatabaseProperties(ConnectionHandle handle) {
        Map<DatabaseProperty, Object> properties = new EnumMap<>(DatabaseProperty.class);
        properties.put(
                DatabaseProperty.GET_S_Q_L_KEYWORDS,
                String.join(",", owner.session().metadata().keywords()));
        properties.put(DatabaseProperty.GET_DEFAULT_TRANSACTION_ISOLATION, java.sql.Connection.TRANSACTION_NONE);
        return properties;
    }

    @Override
    public MetaResultSet getTables(
            ConnectionHandle handle,
            @Nullable String catalog,
            Pat schemaPattern,
            Pat tableNamePattern,
            @Nullable List<String> typeList) {
        List<Object> rows = new ArrayList<>();
        for (Metadata.Table table : owner.session().metadata().tables()) {
            if (matches(tableNamePattern, table.name()) && (typeList == null || typeList.contains(table.kind()))) {
                rows.add(new MetaTable(null, null, table.name(), table.kind()));
            }
        }
        return createResultSet(
                Map.of(), columnsOf(MetaTable.class), fieldsOf(MetaTable.class), new Frame(0, true, rows));
    }

    @Override
    public MetaResultSet getColumns(
            ConnectionHandle handle,
            @Nullable String catalog,
            Pat schemaPattern,
            Pat tableNamePattern,
            Pat columnNamePattern) {
        List<Object> rows = new ArrayList<>();
        for (Metadata.Table table : owner.session().metadata().tables()) {
            if (!matches(tableNamePattern, table.name())) {
                continue;
            }
            for (int i = 0; i < table.schema().size(); i++) {
                String name = table.schema().name(i);
                DataType type = table.schema().type(i);
                if (matches(columnNamePattern, name)) {
                    rows.add(new MetaColumn(
                            null,
                            null,
                            table.name(),
                            name,
                            JdbcTypes.number(type),
                            type.sql(),
                            JdbcTypes.precision(type),
                            JdbcTypes.scale(type),
                            10,
                            type.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
                            JdbcTypes.precision(type),
                            i + 1,
                            type.nullable() ? "YES" : "NO"));
                }
            }
        }
        return createResultSet(
                Map.of(), columnsOf(MetaColumn.class), fieldsOf(MetaColumn.class), new Frame(0, true, rows));
    }

    @Override
    public MetaResultSet getTableTypes(ConnectionHandle handle) {
        List<Object> rows = List.of(new MetaTableType("TABLE"), new MetaTableType("VIEW"));
        return createResultSet(
                Map.of(), columnsOf(MetaTableType.class), fieldsOf(MetaTableType.class), new Frame(0, true, rows));
    }

    private static List<org.apache.calcite.avatica.ColumnMetaData> columnsOf(Class<?> record) {
        return fieldMetaData(record).columns;
    }

    /** Reads the fields of a record in the order of its columns. */
    private static CursorFactory fieldsOf(Class<?> record) {
        List<Field> fields = Arrays.stream(record.getFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .toList();
        return CursorFactory.record(
                record, fields, fields.stream().map(Field::getName).toList());
    }

    /** Matches a JDBC pattern of {@code %} and {@code _}, without regard to case. */
    private static boolean matches(@Nullable Pat pattern, String name) {
        if (pattern == null || pattern.s == null) {
            return true;
        }
        StringBuilder regex = new StringBuilder();
        String text = pattern.s;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                regex.append(Pattern.quote(String.valueOf(text.charAt(++i))));
            } else if (c == '%') {
                regex.append(".*");
            } else if (c == '_') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                .matcher(name)
                .matches();
    }

    @Override
    public void closeStatement(StatementHandle handle) {}

    private static IllegalStateException notThisWay() {
        return new IllegalStateException("statements run through the session");
    }

    @Override
    public StatementHandle prepare(ConnectionHandle handle, String sql, long maxRowCount) {
        throw notThisWay();
    }

    @Override
    @Deprecated
    public ExecuteResult prepareAndExecute(
            StatementHandle handle, String sql, long maxRowCount, PrepareCallback callback) {
        throw notThisWay();
    }

    @Override
    public ExecuteResult prepareAndExecute(
            StatementHandle handle, String sql, long maxRowCount, int maxRowsInFirstFrame, PrepareCallback callback) {
        throw notThisWay();
    }

    @Override
    public ExecuteBatchResult prepareAndExecuteBatch(StatementHandle handle, List<String> sqlCommands) {
        throw notThisWay();
    }

    @Override
    public ExecuteBatchResult executeBatch(StatementHandle handle, List<List<TypedValue>> parameterValues) {
        throw notThisWay();
    }

    @Override
    public Frame fetch(StatementHandle handle, long offset, int fetchMaxRowCount) {
        throw notThisWay();
    }

    @Override
    @Deprecated
    public ExecuteResult execute(StatementHandle handle, List<TypedValue> parameterValues, long maxRowCount) {
        throw notThisWay();
    }

    @Override
    public ExecuteResult execute(StatementHandle handle, List<TypedValue> parameterValues, int maxRowsInFirstFrame) {
        throw notThisWay();
    }

    @Override
    public boolean syncResults(StatementHandle handle, QueryState state, long offset) {
        throw notThisWay();
    }

    @Override
    public void commit(ConnectionHandle handle) {}

    @Override
    public void rollback(ConnectionHandle handle) {}
}
