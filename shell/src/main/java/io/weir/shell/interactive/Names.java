// SPDX-License-Identifier: Apache-2.0
package io.weir.shell.interactive;

import io.weir.spi.error.SqlException;
import io.weir.spi.session.Metadata;
import io.weir.spi.session.Session;
import io.weir.sqlparser.Keywords;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The names that SQL may speak of on a connection.
 *
 * @param keywords in upper case
 * @param functions in upper case
 */
record Names(Set<String> keywords, List<Table> tables, Set<String> functions) {
    static final Names NONE = new Names(Set.of(), List.of(), Set.of());

    /** Whether a word in upper case is one of the language's, and not the name of something that is there. */
    boolean isKeyword(String word) {
        return word.length() > 1
                && keywords.contains(word)
                && tables.stream()
                        .noneMatch(table -> table.name.equalsIgnoreCase(word)
                                || table.columns.stream().anyMatch(column -> column.name.equalsIgnoreCase(word)));
    }

    /** A table or view. */
    record Table(String name, String kind, List<Column> columns) {}

    /** A column and the text of its type. */
    record Column(String name, String type) {}

    /** Asks the session behind a connection, or, where it is not to be had, JDBC's own description of the database. */
    static Names of(Connection connection) throws SQLException {
        try {
            if (connection.isWrapperFor(Session.class)) {
                return of(connection.unwrap(Session.class).metadata());
            }
        } catch (SqlException e) {
            throw new SQLException(e.render(null), e.code().sqlState(), e.code().number(), e);
        }
        return of(connection.getMetaData());
    }

    private static Names of(Metadata metadata) {
        List<Table> tables = new ArrayList<>();
        for (Metadata.Table table : metadata.tables()) {
            tables.add(new Table(
                    table.name(),
                    table.kind().toLowerCase(Locale.ROOT),
                    table.schema().columns().stream()
                            .map(column ->
                                    new Column(column.name(), column.type().sql()))
                            .toList()));
        }
        return new Names(
                Set.copyOf(metadata.keywords()),
                tables,
                metadata.functions().stream()
                        .map(function -> function.name().toUpperCase(Locale.ROOT))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Names of(DatabaseMetaData metadata) throws SQLException {
        Map<String, List<Column>> columns = new LinkedHashMap<>();
        try (ResultSet rows = metadata.getColumns(null, null, "%", "%")) {
            while (rows.next()) {
                columns.computeIfAbsent(rows.getString("TABLE_NAME"), name -> new ArrayList<>())
                        .add(new Column(rows.getString("COLUMN_NAME"), rows.getString("TYPE_NAME")));
            }
        }
        List<Table> tables = new ArrayList<>();
        try (ResultSet rows = metadata.getTables(null, null, "%", null)) {
            while (rows.next()) {
                String name = rows.getString("TABLE_NAME");
                tables.add(new Table(
                        name,
                        String.valueOf(rows.getString("TABLE_TYPE")).toLowerCase(Locale.ROOT),
                        columns.getOrDefault(name, List.of())));
            }
        }
        Set<String> functions = new TreeSet<>();
        try (ResultSet rows = metadata.getFunctions(null, null, "%")) {
            while (rows.next()) {
                functions.add(rows.getString("FUNCTION_NAME").toUpperCase(Locale.ROOT));
            }
        }
        // JDBC leaves out what the standard reserves
        Set<String> keywords = new TreeSet<>(words(metadata.getSQLKeywords()));
        keywords.addAll(Keywords.all());
        return new Names(keywords, tables, functions);
    }

    private static Set<String> words(String list) {
        return list.isBlank() ? Set.of() : Set.of(list.toUpperCase(Locale.ROOT).split("\\s*,\\s*"));
    }
}
