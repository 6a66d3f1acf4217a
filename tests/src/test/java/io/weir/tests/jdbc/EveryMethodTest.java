// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.weir.jdbc.WeirDataSource;
import io.weir.jdbc.WeirDriver;
import io.weir.jdbc.WeirResultSet;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Date;
import java.sql.Driver;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLType;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each method of each interface of JDBC, called by reflection with arguments that fit, with null and with numbers that do not fit: it
 * answers, or throws a SQLException with a SQLSTATE and a text of ours; nothing else, and null only where JDBC has it.
 */
@Timeout(300)
@ParameterizedClass
@EnumSource(Door.class)
class EveryMethodTest {
    private static final String ROW =
            "SELECT 7 AS i, 'text' AS t, TIMESTAMP '2026-02-28 12:00:00' AS ts, ARRAY[1, 2] AS a,"
                    + " ROW(1, 'x') AS r FROM (VALUES (1), (2)) AS v (n)";

    /** Where null is an answer. */
    private static final Set<String> NULL_IS_AN_ANSWER = Set.of(
            "getWarnings",
            "getCatalog",
            "getSchema",
            "getClientInfo",
            "getResultSet",
            "getStatement",
            "getLogWriter",
            "connect", // of a URL that is another driver's
            "getMetaData");

    @Parameter
    private Door door;

    private Home home;

    @BeforeEach
    void open() throws SQLException {
        home = door.open();
        try (Connection connection = home.connect()) {
            Weir.run(
                    connection,
                    "CREATE TABLE orders (id BIGINT NOT NULL, shop STRING, PRIMARY KEY (id) NOT ENFORCED)"
                            + " WITH ('connector' = 'datagen', 'number-of-rows' = '1')");
        }
    }

    @AfterEach
    void close() throws SQLException {
        home.close();
    }

    /** Makes an object on a connection of its own. */
    private interface Maker {
        Object make(Connection connection) throws SQLException;
    }

    private enum Given {
        FITTING,
        NULL,
        NOT_FITTING
    }

    private static Statement statement(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        statement.setQueryTimeout(20);
        return statement;
    }

    private static PreparedStatement prepared(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement("SELECT CAST(? AS STRING) AS t");
        statement.setString(1, "7");
        return statement;
    }

    private static ResultSet onRow(Connection connection) throws SQLException {
        ResultSet rows = statement(connection).executeQuery(ROW);
        assertThat(rows.next()).isTrue();
        return rows;
    }

    @TestFactory
    Stream<DynamicTest> everyMethodAnswersOrSaysWhyNot() {
        return Stream.of(
                        each(Connection.class, connection -> connection),
                        each(Statement.class, EveryMethodTest::statement),
                        each(PreparedStatement.class, EveryMethodTest::prepared),
                        each(ResultSet.class, EveryMethodTest::onRow),
                        each(WeirResultSet.class, EveryMethodTest::onRow),
                        each(ResultSetMetaData.class, c -> onRow(c).getMetaData()),
                        each(ParameterMetaData.class, c -> prepared(c).getParameterMetaData()),
                        each(DatabaseMetaData.class, Connection::getMetaData),
                        each(Array.class, c -> onRow(c).getArray("a")),
                        each(Struct.class, c -> onRow(c).getObject("r", Struct.class)),
                        each(Driver.class, c -> new WeirDriver()),
                        each(DataSource.class, c -> new WeirDataSource(home.url())))
                .flatMap(tests -> tests);
    }

    private Stream<DynamicTest> each(Class<?> contract, Maker maker) {
        return Arrays.stream(contract.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .sorted(Comparator.comparing(Method::toString))
                .map(method -> DynamicTest.dynamicTest(name(method), () -> {
                    for (Given given : Given.values()) {
                        try (Connection connection = home.connect()) {
                            call(method, maker.make(connection), given, false);
                        }
                    }
                }));
    }

    private static String name(Method method) {
        return method.toString().replaceAll("public (abstract |default )?| throws.*|java\\.\\w+\\.", "");
    }

    @TestFactory
    Stream<DynamicTest> whatIsClosedSaysSo() {
        Set<String> stillAnswer = Set.of(
                "close",
                "isClosed",
                "isValid",
                "abort",
                "unwrap",
                "isWrapperFor",
                "beginRequest",
                "endRequest",
                "rowUpdated",
                "rowInserted",
                "rowDeleted",
                "setClientInfo");
        return Stream.<Map.Entry<Class<?>, Maker>>of(
                        Map.entry(Connection.class, c -> c),
                        Map.entry(Statement.class, EveryMethodTest::statement),
                        Map.entry(PreparedStatement.class, EveryMethodTest::prepared),
                        Map.entry(ResultSet.class, EveryMethodTest::onRow))
                .flatMap(entry -> Arrays.stream(entry.getKey().getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .filter(method -> !stillAnswer.contains(method.getName()))
                        .sorted(Comparator.comparing(Method::toString))
                        .map(method -> DynamicTest.dynamicTest(name(method), () -> {
                            try (Connection connection = home.connect()) {
                                Object object = entry.getValue().make(connection);
                                ((AutoCloseable) object).close();
                                call(method, object, Given.FITTING, true);
                            }
                        })));
    }

    private static void call(Method method, Object object, Given given, boolean closed) throws Exception {
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(type -> argument(type, given))
                .toArray();
        String what = name(method) + " with " + Arrays.toString(arguments);
        try {
            Object answer = method.invoke(object, arguments);
            assertThat(closed).as("%s of a closed object answers", what).isFalse();
            if (!method.getReturnType().equals(void.class)
                    && given == Given.FITTING
                    && !NULL_IS_AN_ANSWER.contains(method.getName())) {
                assertThat(answer).as(what).isNotNull();
            }
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            if (thrown instanceof SQLClientInfoException) {
                return;
            }
            if (!(thrown instanceof SQLException error)) {
                fail(what + " throws", thrown);
                return;
            }
            assertThat(error.getSQLState()).as(what).hasSize(5);

            if (!(object instanceof Driver) && !(object instanceof DataSource)) {
                assertThat(error.getMessage()).as(what).matches("(?s)(ERROR|statement) .*");
            }
            if (error instanceof SQLFeatureNotSupportedException) {
                assertThat(error.getSQLState()).as(what).isEqualTo("0A000");
            } else if (closed) {
                assertThat(error.getSQLState()).as(what).isIn("08003", "26000", "34000");
            }
        }
    }

    private static Object argument(Class<?> type, Given given) {
        boolean fits = given == Given.FITTING;
        if (type == int.class) {
            return fits ? 1 : given == Given.NULL ? 0 : -77;
        } else if (type == long.class) {
            return fits ? 1L : -77L;
        } else if (type == boolean.class) {
            return fits;
        } else if (type == byte.class) {
            return (byte) 1;
        } else if (type == short.class) {
            return (short) 1;
        } else if (type == float.class) {
            return 1f;
        } else if (type == double.class) {
            return 1.0;
        } else if (given == Given.NULL) {
            return null;
        } else if (type == String.class) {
            return fits ? "i" : "no such thing";
        } else if (type == Class.class) {
            return fits ? Integer.class : Thread.class;
        } else if (type == Object.class) {
            return fits ? "7" : new Object[] {Thread.currentThread().getName()};
        } else if (type == SQLType.class) {
            return fits ? JDBCType.VARCHAR : JDBCType.ROWID;
        } else if (type == BigDecimal.class) {
            return BigDecimal.ONE;
        } else if (type == byte[].class) {
            return new byte[] {1};
        } else if (type == int[].class) {
            return new int[] {1};
        } else if (type == String[].class) {
            return new String[] {"i"};
        } else if (type == Object[].class) {
            return new Object[] {1};
        } else if (type == Date.class) {
            return Date.valueOf("2026-02-28");
        } else if (type == Time.class) {
            return Time.valueOf("12:00:00");
        } else if (type == Timestamp.class) {
            return Timestamp.valueOf("2026-02-28 12:00:00");
        } else if (type == Calendar.class) {
            return Calendar.getInstance();
        } else if (type == InputStream.class) {
            return new ByteArrayInputStream(new byte[] {'7'});
        } else if (type == Reader.class) {
            return new StringReader("7");
        } else if (type == Properties.class) {
            return new Properties();
        } else if (type == Map.class) {
            return fits ? Map.of() : Map.of("INT", String.class);
        } else if (type == Executor.class) {
            return (Executor) Runnable::run;
        } else if (type == PrintWriter.class) {
            return new PrintWriter(new StringWriter());
        }
        return null; // of the types that Weir does not have
    }
}
