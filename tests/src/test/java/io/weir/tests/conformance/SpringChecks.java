// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.jdbc.WeirDataSource;
import io.weir.tests.jdbc.Home;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.BeanPropertyRowMapper;
import org.springframework.jdbc.core.ColumnMapRowMapper;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.namedparam.BeanPropertySqlParameterSource;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.rowset.SqlRowSet;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring's JdbcTemplate and what stands on it: queries, updates, batches, mappers, names, and its own exceptions. */
final class SpringChecks {
    private final DataSource source;
    private final JdbcTemplate template;
    private final NamedParameterJdbcTemplate named;
    private final List<Check> checks = new ArrayList<>();

    /** An order as mappers make it of a row. */
    public record Order(long id, String shop, BigDecimal amount, LocalDateTime placed) {}

    /** The same with setters. */
    public static final class OrderBean {
        private long id;
        private String shop = "";
        private BigDecimal amount = BigDecimal.ZERO;

        public long getId() {
            return id;
        }

        public void setId(long value) {
            id = value;
        }

        public String getShop() {
            return shop;
        }

        public void setShop(String value) {
            shop = value;
        }

        public BigDecimal getAmount() {
            return amount;
        }

        public void setAmount(BigDecimal value) {
            amount = value;
        }
    }

    private SpringChecks(Home home) throws SQLException {
        source = new WeirDataSource(home.url());
        template = new JdbcTemplate(source);
        named = new NamedParameterJdbcTemplate(source);
    }

    private void check(String name, Check.Body body) {
        checks.add(new Check(name, body));
    }

    static List<Check> all(Home home) throws SQLException {
        SpringChecks all = new SpringChecks(home);
        all.values();
        all.parameters();
        all.mapping();
        all.writing();
        all.naming();
        all.refusing();
        all.sources();
        return all.checks;
    }

    private void values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("TRUE", true);
        values.put("CAST(7 AS TINYINT)", 7);
        values.put("CAST(300 AS SMALLINT)", 300);
        values.put("70000", 70_000);
        values.put("5000000000", 5_000_000_000L);
        values.put("CAST(1.5 AS FLOAT)", 1.5f);
        values.put("CAST(2.25 AS DOUBLE)", 2.25);
        values.put("CAST(12.5 AS DECIMAL(10, 2))", new BigDecimal("12.50"));
        values.put("'größe'", "größe");
        values.put("DATE '2026-02-28'", Date.valueOf("2026-02-28"));
        values.put("TIME '12:34:56'", Time.valueOf("12:34:56"));
        values.put("TIMESTAMP '2026-02-28 12:34:56.123456'", Timestamp.valueOf("2026-02-28 12:34:56.123456"));
        values.forEach((sql, value) -> {
            check(
                    "queryForObject " + sql,
                    () -> assertThat((Object) template.queryForObject("SELECT " + sql, value.getClass()))
                            .isEqualTo(value));
            check(
                    "queryForMap " + sql,
                    () -> assertThat(template.queryForMap("SELECT " + sql + " AS v"))
                            .containsEntry("v", value));
        });
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("DATE '2026-02-28'", LocalDate.parse("2026-02-28"));
        asked.put("TIME '12:34:56.5'", LocalTime.parse("12:34:56.5"));
        asked.put("TIMESTAMP '2026-02-28 12:34:56.123456'", LocalDateTime.parse("2026-02-28T12:34:56.123456"));
        asked.put("INTERVAL '2' HOUR", Duration.ofHours(2));
        asked.forEach((sql, value) -> check(
                "as " + value.getClass().getSimpleName(),
                () -> assertThat((Object) template.queryForObject("SELECT " + sql, value.getClass()))
                        .isEqualTo(value)));
        check(
                "an array",
                () -> assertThat(template.<Object>query(
                                "SELECT ARRAY[1, 2, 3]", (row, n) -> ((Array) row.getObject(1)).getArray()))
                        .first()
                        .isEqualTo(new Object[] {1, 2, 3}));
        check(
                "a row",
                () -> assertThat(template.query(
                                "SELECT ROW(1, 'x')",
                                (row, n) -> Arrays.asList(((Struct) row.getObject(1)).getAttributes())))
                        .containsExactly(List.of(1, "x")));
        check(
                "a NULL",
                () -> assertThat(template.queryForObject("SELECT CAST(NULL AS INT)", Integer.class))
                        .isNull());
    }

    private void parameters() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("BOOLEAN", true);
        values.put("INT", 7);
        values.put("BIGINT", 5_000_000_000L);
        values.put("DOUBLE", 2.25);
        values.put("DECIMAL(10, 2)", new BigDecimal("12.50"));
        values.put("STRING", "größe");
        values.put("BYTES", new byte[] {1, 2});
        values.put("DATE", LocalDate.parse("2026-02-28"));
        values.put("TIME(0)", LocalTime.parse("12:34:56"));
        values.put("TIMESTAMP(6)", LocalDateTime.parse("2026-02-28T12:34:56.123456"));
        values.put("TIMESTAMP_LTZ(3)", OffsetDateTime.parse("2026-02-28T12:34:56.123Z"));
        values.forEach((type, value) -> check(
                "a parameter " + type,
                () -> assertThat((Object)
                                template.queryForObject("SELECT CAST(? AS " + type + ")", value.getClass(), value))
                        .isEqualTo(value)));
        check(
                "a parameter that is an Instant",
                () -> assertThat(template.queryForObject(
                                "SELECT CAST(? AS TIMESTAMP_LTZ(3))",
                                Instant.class,
                                Instant.parse("2026-02-28T12:34:56.123Z")))
                        .isEqualTo("2026-02-28T12:34:56.123Z"));
        check(
                "a parameter that is NULL",
                () -> assertThat(template.queryForObject("SELECT CAST(? AS INT)", Integer.class, new Object[] {null}))
                        .isNull());
        check(
                "a parameter with a type",
                () -> assertThat(template.queryForObject(
                                "SELECT CAST(? AS INT)", Integer.class, new SqlParameterValue(Types.VARCHAR, 7)))
                        .isEqualTo(7));
        check(
                "a parameter with a scale",
                () -> assertThat(template.queryForObject(
                                "SELECT CAST(? AS DECIMAL(10, 2))",
                                BigDecimal.class,
                                new SqlParameterValue(Types.DECIMAL, 1, "1.26")))
                        .isEqualTo(new BigDecimal("1.30")));
        check(
                "a java.util.Date",
                () -> assertThat(template.queryForObject(
                                "SELECT CAST(? AS TIMESTAMP(3))",
                                Timestamp.class,
                                new java.util.Date(
                                        Timestamp.valueOf("2026-02-28 12:00:00").getTime())))
                        .isEqualTo(Timestamp.valueOf("2026-02-28 12:00:00")));
    }

    private static final String ORDERS =
            "SELECT id, shop, amount, placed FROM (VALUES (1, 'north', 12.50, TIMESTAMP '2026-02-28 12:00:00'),"
                    + " (2, 'south', 7.00, TIMESTAMP '2026-02-28 13:00:00')) AS o (id, shop, amount, placed)";

    private void mapping() {
        check(
                "by a record's components",
                () -> assertThat(template.query(ORDERS, new DataClassRowMapper<>(Order.class))
                                .get(0))
                        .isEqualTo(new Order(
                                1, "north", new BigDecimal("12.50"), LocalDateTime.parse("2026-02-28T12:00:00"))));
        check(
                "by setters",
                () -> assertThat(template.query(ORDERS, new BeanPropertyRowMapper<>(OrderBean.class)))
                        .extracting(OrderBean::getShop)
                        .containsExactlyInAnyOrder("north", "south"));
        check(
                "by columns",
                () -> assertThat(template.query(ORDERS, new ColumnMapRowMapper())
                                .get(0)
                                .keySet())
                        .containsExactly("id", "shop", "amount", "placed"));
        check(
                "one column as a list",
                () -> assertThat(template.queryForList("SELECT id FROM (" + ORDERS + ") AS t", Long.class))
                        .containsExactlyInAnyOrder(1L, 2L));
        check("rows as maps", () -> assertThat(template.queryForList(ORDERS)).hasSize(2));
        check("a stream", () -> {
            try (Stream<Long> ids = template.queryForStream(ORDERS, (row, n) -> row.getLong("id"))) {
                assertThat(ids.mapToLong(Long::longValue).sum()).isEqualTo(3);
            }
        });
        check("a stream of an endless result, left early", () -> {
            try (Stream<Long> ticks = template.queryForStream("SELECT n FROM ticks", (row, n) -> row.getLong(1))) {
                assertThat(ticks.limit(10)).hasSize(10);
            }
        });
        check("a row set without a connection", () -> {
            SqlRowSet rows = template.queryForRowSet(ORDERS);
            assertThat(rows.getMetaData().getColumnNames()).containsExactly("id", "shop", "amount", "placed");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getBigDecimal("amount")).isNotNull();
            assertThat(rows.last()).isTrue();
            assertThat(rows.getRow()).isEqualTo(2);
        });
        check(
                "an extractor",
                () -> assertThat((Integer) template.<Integer>query(ORDERS, rows -> {
                            int count = 0;
                            while (rows.next()) {
                                count++;
                            }
                            return count;
                        }))
                        .isEqualTo(2));
        check("a callback for each row", () -> {
            List<String> shops = new ArrayList<>();
            template.query(ORDERS, row -> {
                shops.add(row.getString("shop"));
            });
            assertThat(shops).hasSize(2);
        });
        check("at most so many rows", () -> {
            JdbcTemplate few = new JdbcTemplate(source);
            few.setMaxRows(1);
            few.setFetchSize(10);
            few.setQueryTimeout(30);
            assertThat(few.queryForList(ORDERS)).hasSize(1);
        });
        check(
                "no row where one is asked for",
                () -> assertThatThrownBy(() -> template.queryForObject(
                                "SELECT 1 FROM (VALUES (1)) AS t (n) WHERE n > 1", Integer.class))
                        .isInstanceOf(EmptyResultDataAccessException.class));
        check(
                "two rows where one is asked for",
                () -> assertThatThrownBy(
                                () -> template.queryForObject("SELECT id FROM (" + ORDERS + ") AS t", Integer.class))
                        .isInstanceOf(IncorrectResultSizeDataAccessException.class));
    }

    private void writing() {
        check(
                "an update",
                () -> assertThat(template.update("INSERT INTO hole VALUES (1, 'a'), (2, 'b')"))
                        .isEqualTo(2));
        check(
                "an update with parameters",
                () -> assertThat(template.update("INSERT INTO hole VALUES (?, ?)", 1, "a"))
                        .isEqualTo(1));
        check(
                "a batch of texts",
                () -> assertThat(template.batchUpdate(
                                "INSERT INTO hole VALUES (1, 'a')", "INSERT INTO hole VALUES (2, 'b'), (3, 'c')"))
                        .containsExactly(1, 2));
        check(
                "a batch of rows",
                () -> assertThat(template.batchUpdate(
                                "INSERT INTO hole VALUES (?, ?)",
                                List.of(new Object[] {1, "a"}, new Object[] {2, "b"}),
                                new int[] {Types.BIGINT, Types.VARCHAR}))
                        .containsExactly(1, 1));
        check(
                "a batch by a setter",
                () -> assertThat(template.batchUpdate(
                                "INSERT INTO hole VALUES (?, ?)", new BatchPreparedStatementSetter() {
                                    @Override
                                    public void setValues(PreparedStatement statement, int i) throws SQLException {
                                        statement.setLong(1, i);
                                        statement.setNull(2, Types.VARCHAR);
                                    }

                                    @Override
                                    public int getBatchSize() {
                                        return 5;
                                    }
                                }))
                        .containsExactly(1, 1, 1, 1, 1));
        check(
                "a batch in pieces",
                () -> assertThat(Arrays.deepToString(template.batchUpdate(
                                "INSERT INTO hole VALUES (?, ?)",
                                IntStream.range(0, 7).boxed().toList(),
                                3,
                                (statement, n) -> {
                                    statement.setLong(1, n);
                                    statement.setString(2, "x");
                                })))
                        .isEqualTo("[[1, 1, 1], [1, 1, 1], [1]]"));
        check("a statement that defines", () -> {
            template.execute("CREATE TEMPORARY VIEW one AS SELECT 1 AS n");
            assertThat(template.queryForList("SHOW TABLES").toString()).contains("hole");
        });
        check(
                "an insert that asks the catalog for the columns",
                () -> assertThat(new SimpleJdbcInsert(source)
                                .withTableName("hole")
                                .execute(Map.of("n", 1L, "t", "a")))
                        .isEqualTo(1));
        check("a transaction that commits", () -> {
            TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
            assertThat(transaction.<Integer>execute(status -> template.update("INSERT INTO hole VALUES (1, 'a')")))
                    .isEqualTo(1);
        });
        check("a transaction that is rolled back goes through its calls", () -> {
            TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
            transaction.executeWithoutResult(status -> {
                template.queryForObject("SELECT 1", Integer.class);
                status.setRollbackOnly();
            });
        });
    }

    private void naming() {
        check(
                "by name",
                () -> assertThat(named.queryForObject(
                                "SELECT CAST(:n AS INT) + CAST(:n AS INT)", Map.of("n", 21), Integer.class))
                        .isEqualTo(42));
        check(
                "a list of values",
                () -> assertThat(named.queryForList(
                                "SELECT id FROM (" + ORDERS + ") AS t WHERE shop IN (:shops)",
                                Map.of("shops", List.of("north", "west", "east")),
                                Long.class))
                        .containsExactly(1L));
        check("of a bean", () -> {
            OrderBean order = new OrderBean();
            order.setId(7);
            order.setShop("west");
            assertThat(named.update("INSERT INTO hole VALUES (:id, :shop)", new BeanPropertySqlParameterSource(order)))
                    .isEqualTo(1);
        });
        check(
                "with a type",
                () -> assertThat(named.queryForObject(
                                "SELECT CAST(:at AS TIMESTAMP(3))",
                                new MapSqlParameterSource().addValue("at", "2026-02-28 12:00:00", Types.TIMESTAMP),
                                LocalDateTime.class))
                        .isEqualTo("2026-02-28T12:00:00"));
        check(
                "a batch by name",
                () -> assertThat(named.batchUpdate("INSERT INTO hole VALUES (:n, :t)", new SqlParameterSource[] {
                            new MapSqlParameterSource().addValue("n", 1).addValue("t", "a"),
                            new MapSqlParameterSource().addValue("n", 2).addValue("t", null)
                        }))
                        .containsExactly(1, 1));
        JdbcClient client = JdbcClient.create(source);
        check(
                "JdbcClient, one value",
                () -> assertThat(client.sql("SELECT CAST(? AS INT)")
                                .param(5)
                                .query(Integer.class)
                                .single())
                        .isEqualTo(5));
        check(
                "JdbcClient, records",
                () -> assertThat(client.sql(ORDERS).query(Order.class).list()).hasSize(2));
        check(
                "JdbcClient, an update",
                () -> assertThat(client.sql("INSERT INTO hole VALUES (:n, 'x')")
                                .param("n", 1)
                                .update())
                        .isEqualTo(1));
    }

    private void refuses(String what, Class<? extends DataAccessException> with, Check.Body body) {
        check(what, () -> assertThatThrownBy(body::run).isInstanceOf(with));
    }

    private void refusing() {
        Map<String, Class<? extends DataAccessException>> wrong = new LinkedHashMap<>();
        wrong.put("SELEC 1", BadSqlGrammarException.class);
        wrong.put("SELECT 1 FROM nowhere", BadSqlGrammarException.class);
        wrong.put("SELECT nothing FROM ticks", BadSqlGrammarException.class);
        wrong.put("SELECT no_such_function(1)", BadSqlGrammarException.class);
        wrong.put("SELECT shop, COUNT(*) FROM (" + ORDERS + ") AS t", BadSqlGrammarException.class);
        wrong.put("CREATE VIEW hole AS SELECT 1 AS n", BadSqlGrammarException.class);
        wrong.put("SELECT 1 / n FROM (VALUES (0)) AS t (n)", DataIntegrityViolationException.class);
        wrong.put("SELECT n * 2000000000 FROM (VALUES (2000000000)) AS t (n)", DataIntegrityViolationException.class);
        wrong.put("SELECT CAST(t AS INT) FROM (VALUES ('x')) AS v (t)", DataIntegrityViolationException.class);
        wrong.forEach((sql, exception) -> refuses(sql, exception, () -> template.queryForList(sql)));
        refuses("a time limit", QueryTimeoutException.class, () -> {
            JdbcTemplate hasty = new JdbcTemplate(source);
            hasty.setQueryTimeout(1);
            hasty.queryForList("SELECT n FROM ticks WHERE n < 0");
        });
        refuses(
                "generated keys",
                DataAccessException.class,
                () -> template.update(
                        connection -> connection.prepareStatement(
                                "INSERT INTO hole VALUES (1, 'a')", Statement.RETURN_GENERATED_KEYS),
                        new GeneratedKeyHolder()));
        refuses(
                "a procedure",
                DataAccessException.class,
                () -> template.call(connection -> connection.prepareCall("{call nothing()}"), List.of()));
        refuses(
                "a name without a value",
                InvalidDataAccessApiUsageException.class,
                () -> named.queryForList("SELECT CAST(:n AS INT)", Map.of()));
        refuses(
                "a batch whose second statement fails",
                DataAccessException.class,
                () -> template.batchUpdate("INSERT INTO hole VALUES (1, 'a')", "INSERT INTO nowhere VALUES (1)"));
    }

    private void sources() {
        check("a source of one connection", () -> {
            SingleConnectionDataSource single = new SingleConnectionDataSource(source.getConnection(), true);
            try {
                assertThat(new JdbcTemplate(single).queryForObject("SELECT 1", Integer.class))
                        .isEqualTo(1);
                assertThat(new JdbcTemplate(single).queryForObject("SELECT 2", Integer.class))
                        .isEqualTo(2);
            } finally {
                single.destroy();
            }
        });
        check(
                "a source of the driver",
                () -> assertThat(new JdbcTemplate(new SimpleDriverDataSource(
                                        new io.weir.jdbc.WeirDriver(), ((WeirDataSource) source).getUrl()))
                                .queryForObject("SELECT 1", Integer.class))
                        .isEqualTo(1));
        check(
                "the name of the database",
                () -> assertThat(JdbcUtils.commonDatabaseName(JdbcUtils.extractDatabaseMetaData(
                                source, database -> database.getDatabaseProductName())))
                        .isEqualTo("Weir"));
        check("whether batches are supported", () -> {
            try (var connection = source.getConnection()) {
                assertThat(JdbcUtils.supportsBatchUpdates(connection)).isTrue();
            }
        });
    }
}
