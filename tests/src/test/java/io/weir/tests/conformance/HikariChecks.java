// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.weir.jdbc.WeirDataSource;
import io.weir.jdbc.WeirResultSet;
import io.weir.spi.session.Session;
import io.weir.tests.jdbc.Home;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** HikariCP: filling, validating, resetting, exhausting and closing a pool. */
final class HikariChecks {
    private final Home home;
    private final List<Check> checks = new ArrayList<>();

    private HikariChecks(Home home) {
        this.home = home;
    }

    private interface OnPool {
        void run(HikariDataSource pool) throws Exception;
    }

    private void check(String name, Consumer<HikariConfig> change, OnPool body) {
        checks.add(new Check(name, () -> {
            HikariConfig config = new HikariConfig();
            config.setMaximumPoolSize(3);
            config.setConnectionTimeout(5_000);
            config.setJdbcUrl(home.url());
            change.accept(config);
            try (HikariDataSource pool = new HikariDataSource(config)) {
                body.run(pool);
            }
        }));
    }

    private static long one(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1")) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }

    private static void works(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            assertThat(one(connection)).isEqualTo(1);
        }
    }

    static List<Check> all(Home home) {
        HikariChecks all = new HikariChecks(home);
        all.opening();
        all.settings();
        all.handingOut();
        all.working();
        return all.checks;
    }

    private void opening() {
        check("from a URL", config -> {}, HikariChecks::works);
        check(
                "from a URL with the driver's class named",
                c -> c.setDriverClassName("io.weir.jdbc.WeirDriver"),
                HikariChecks::works);
        check(
                "from a data source",
                config -> {
                    config.setJdbcUrl(null);
                    try {
                        config.setDataSource(new WeirDataSource(home.url()));
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                HikariChecks::works);
        check(
                "from the data source's class and properties",
                config -> {
                    config.setJdbcUrl(null);
                    config.setDataSourceClassName(WeirDataSource.class.getName());
                    config.addDataSourceProperty("url", home.url());
                    config.addDataSourceProperty("fetchSize", 100);
                    config.addDataSourceProperty("queryTimeout", 30);
                },
                pool -> {
                    try (Connection connection = pool.getConnection();
                            Statement statement = connection.createStatement()) {
                        assertThat(statement.getFetchSize()).isEqualTo(100);
                        assertThat(statement.getQueryTimeout()).isEqualTo(30);
                    }
                });
        check(
                "with user and password",
                config -> {
                    config.setUsername("anybody");
                    config.setPassword("anything");
                },
                HikariChecks::works);
        check("with driver properties", c -> c.addDataSourceProperty("fetch-size", "17"), pool -> {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                assertThat(statement.getFetchSize()).isEqualTo(17);
            }
        });
        checks.add(new Check("a mistaken property stops the pool at once", () -> {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(home.url());
            config.addDataSourceProperty("fetch-sise", "17");
            assertThatThrownBy(() -> new HikariDataSource(config)).hasMessageContaining("fetch-size");
        }));
    }

    private void settings() {
        check(
                "a statement at the start of each connection",
                c -> c.setConnectionInitSql("SET 'parallelism' = '1'"),
                pool -> {
                    try (Connection connection = pool.getConnection();
                            Statement statement = connection.createStatement();
                            ResultSet rows = statement.executeQuery("SET")) {
                        boolean seen = false;
                        while (rows.next()) {
                            seen |= rows.getString(1).equals("parallelism")
                                    && rows.getString(2).equals("1");
                        }
                        assertThat(seen).isTrue();
                    }
                });
        check("a test query in place of isValid", c -> c.setConnectionTestQuery("SELECT 1"), HikariChecks::works);
        check("isolation NONE", c -> c.setTransactionIsolation("TRANSACTION_NONE"), HikariChecks::works);
        check("read-only", c -> c.setReadOnly(true), pool -> {
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.isReadOnly()).isTrue();
            }
        });
        check("no auto-commit", c -> c.setAutoCommit(false), pool -> {
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isFalse();
                assertThat(one(connection)).isEqualTo(1);
                connection.commit();
            }
        });
        check(
                "a catalog and a schema, which are ignored",
                config -> {
                    config.setCatalog("main");
                    config.setSchema("public");
                },
                HikariChecks::works);
        check("a network timeout while validating", c -> c.setValidationTimeout(1_000), pool -> {
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.isValid(1)).isTrue();
                assertThat(connection.getNetworkTimeout()).isZero();
            }
        });
    }

    private void handingOut() {
        check("the same connection comes back", c -> c.setMaximumPoolSize(1), pool -> {
            Session first;
            try (Connection connection = pool.getConnection()) {
                first = connection.unwrap(Session.class);
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.unwrap(Session.class)).isSameAs(first);
            }
        });
        check("it comes back as it was at first", c -> c.setMaximumPoolSize(1), pool -> {
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                connection.setReadOnly(true);
                connection.setNetworkTimeout(Runnable::run, 5_000);
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isTrue();
                assertThat(connection.isReadOnly()).isFalse();
                assertThat(connection.getNetworkTimeout()).isZero();
            }
        });
        check("its statements are closed with it", c -> c.setMaximumPoolSize(1), pool -> {
            Statement left;
            ResultSet rows;
            try (Connection connection = pool.getConnection()) {
                left = connection.createStatement();
                rows = left.executeQuery("SELECT 1");
            }
            assertThat(left.isClosed()).isTrue();
            assertThatThrownBy(rows::next).isInstanceOf(SQLException.class);
        });
        check(
                "an empty pool says so in time",
                config -> {
                    config.setMaximumPoolSize(1);
                    config.setConnectionTimeout(250);
                },
                pool -> {
                    try (Connection held = pool.getConnection()) {
                        assertThat(held.isClosed()).isFalse();
                        assertThatThrownBy(pool::getConnection).isInstanceOf(SQLTransientConnectionException.class);
                    }
                    works(pool);
                });
        check("a connection that was closed behind its back is replaced", c -> c.setMaximumPoolSize(1), pool -> {
            try (Connection connection = pool.getConnection()) {
                connection
                        .unwrap(Class.forName("io.weir.jdbc.WeirConnection").asSubclass(Connection.class))
                        .close();
                assertThatThrownBy(() -> one(connection))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).startsWith("08"));
            }
            works(pool);
        });
        check("a connection that was taken out is not given again", c -> c.setMaximumPoolSize(1), pool -> {
            Session first;
            try (Connection connection = pool.getConnection()) {
                first = connection.unwrap(Session.class);
                pool.evictConnection(connection);
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.unwrap(Session.class)).isNotSameAs(first);
            }
        });
        check("an error of a statement does not cost the connection", c -> c.setMaximumPoolSize(1), pool -> {
            Session first;
            try (Connection connection = pool.getConnection()) {
                first = connection.unwrap(Session.class);
                assertThatThrownBy(() -> connection.prepareStatement("SELECT nothing FROM nowhere"))
                        .isInstanceOf(SQLException.class);
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.unwrap(Session.class)).isSameAs(first);
            }
        });
        check("soft eviction renews the pool", config -> {}, pool -> {
            works(pool);
            pool.getHikariPoolMXBean().softEvictConnections();
            works(pool);
        });
        check(
                "a leak is noticed and the connection still works",
                c -> c.setLeakDetectionThreshold(2_000),
                HikariChecks::works);
        check("the counts are right", c -> c.setMinimumIdle(0), pool -> {
            try (Connection one = pool.getConnection();
                    Connection two = pool.getConnection()) {
                assertThat(one).isNotSameAs(two);
                assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isEqualTo(2);
            }
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        });
        checks.add(new Check("a closed pool has closed its connections", () -> {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(home.url());
            config.setMaximumPoolSize(2);
            Connection inner;
            try (HikariDataSource pool = new HikariDataSource(config);
                    Connection connection = pool.getConnection()) {
                inner = connection.unwrap(
                        Class.forName("io.weir.jdbc.WeirConnection").asSubclass(Connection.class));
            }
            while (!inner.isClosed()) {
                Thread.onSpinWait(); // the pool closes in a thread of its own
            }
        }));
    }

    private void working() {
        check("results are reached through the pool's wrappers", config -> {}, pool -> {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT 1")) {
                assertThat(rows.isWrapperFor(WeirResultSet.class)).isTrue();
                assertThat(rows.unwrap(WeirResultSet.class).isChanging()).isFalse();
                assertThat(rows.getStatement()).isSameAs(statement);
                assertThat(statement.getConnection()).isSameAs(connection);
                assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
            }
        });
        check("prepared statements", config -> {}, pool -> {
            try (Connection connection = pool.getConnection();
                    PreparedStatement statement = connection.prepareStatement("SELECT CAST(? AS BIGINT) + 1")) {
                statement.setLong(1, 41);
                try (ResultSet row = statement.executeQuery()) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getLong(1)).isEqualTo(42);
                }
            }
        });
        check("an endless result ends with its connection", config -> {}, pool -> {
            ResultSet rows;
            try (Connection connection = pool.getConnection()) {
                rows = connection.createStatement().executeQuery("SELECT n FROM ticks");
                assertThat(rows.next()).isTrue();
            }
            assertThatThrownBy(rows::next).isInstanceOf(SQLException.class);
        });
        check("twenty threads, a thousand queries", c -> c.setMaximumPoolSize(10), pool -> {
            ExecutorService threads = Executors.newFixedThreadPool(20);
            try {
                List<Future<Long>> sums = new ArrayList<>();
                for (int t = 0; t < 20; t++) {
                    sums.add(threads.submit(() -> {
                        long sum = 0;
                        for (int i = 0; i < 50; i++) {
                            try (Connection connection = pool.getConnection()) {
                                sum += one(connection);
                            }
                        }
                        return sum;
                    }));
                }
                for (Future<Long> sum : sums) {
                    assertThat(sum.get(60, TimeUnit.SECONDS)).isEqualTo(50);
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        });
        for (Map.Entry<String, String> each : Map.of("SELECT 1", "1", "SHOW TABLES", "ticks", "EXPLAIN SELECT 1", "")
                .entrySet()) {
            check("through the pool: " + each.getKey(), config -> {}, pool -> {
                try (Connection connection = pool.getConnection();
                        Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery(each.getKey())) {
                    StringBuilder text = new StringBuilder();
                    while (rows.next()) {
                        text.append(rows.getString(1)).append('\n');
                    }
                    assertThat(text.toString()).contains(each.getValue());
                }
            });
        }
    }
}
