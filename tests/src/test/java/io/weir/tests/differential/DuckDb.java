// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.reference.Delta;
import io.weir.reference.ZSet;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What DuckDB answers. */
final class DuckDb implements AutoCloseable {
    private static final long DAY = 86_400_000_000L;

    private final Connection connection;

    DuckDb() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 1"); // the tables are small
        }
    }

    /** Makes the tables of a trial, in place of those of the last. */
    void load(Trial trial) throws SQLException {
        for (RandomTable table : trial.tables()) {
            load(table, trial.changes().get(table.name()).get(0));
        }
    }

    private void load(RandomTable table, List<Delta> rows) throws SQLException {
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Field column : table.schema().columns()) {
            columns.add(column.name() + " " + column.type().sql().replace("TIMESTAMP(3)", "TIMESTAMP"));
            values.add("?");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE " + table.name() + " (" + String.join(", ", columns) + ")");
        }
        String row = "(" + String.join(", ", values) + ")";
        String all = String.join(", ", Collections.nCopies(rows.size(), row));
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table.name() + " VALUES " + all)) {
            int parameter = 1;
            for (Delta delta : rows) {
                for (int i = 0; i < delta.row().size(); i++) {
                    insert.setObject(
                            parameter++,
                            toJdbc(delta.row().get(i), table.schema().type(i)));
                }
            }
            insert.execute();
        }
    }

    private static @Nullable Object toJdbc(@Nullable Object value, DataType type) {
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case DATE -> LocalDate.ofEpochDay((Integer) value);
            case TIMESTAMP ->
                LocalDateTime.ofEpochSecond(
                        Math.floorDiv((Long) value, 1_000_000L),
                        (int) Math.floorMod((Long) value, 1_000_000L) * 1_000,
                        ZoneOffset.UTC);
            default -> value;
        };
    }

    /** @param schema the types that values are brought to */
    ZSet answer(String sql, Schema schema) throws SQLException {
        ZSet rows = new ZSet();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 0; i < schema.size(); i++) {
                    row.add(fromJdbc(result.getObject(i + 1), schema.type(i)));
                }
                rows.add(row, 1);
            }
        }
        return rows;
    }

    private static @Nullable Object fromJdbc(@Nullable Object value, DataType type) {
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case TINYINT, SMALLINT, INTEGER -> ((Number) value).intValue();
            case BIGINT -> value instanceof BigInteger big ? big.longValueExact() : ((Number) value).longValue();
            case DOUBLE -> ((Number) value).doubleValue();
            case DECIMAL -> value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
            case DATE ->
                value instanceof LocalDate date
                        ? (int) date.toEpochDay()
                        : (int) ((java.sql.Date) value).toLocalDate().toEpochDay();
            case TIMESTAMP -> micros(value);
            default -> value;
        };
    }

    private static long micros(Object value) {
        LocalDateTime time =
                value instanceof LocalDateTime local ? local : ((java.sql.Timestamp) value).toLocalDateTime();
        long day = time.toLocalDate().toEpochDay();
        return day * DAY + ChronoUnit.MICROS.between(time.toLocalDate().atStartOfDay(), time);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
