// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@ParameterizedClass
@EnumSource(Door.class)
class StatementTest {
    @Parameter
    private Door door;

    private Home home;
    private Connection connection;
    private Statement statement;

    @BeforeEach
    void open() throws SQLException {
        home = door.open();
        connection = home.connect();
        statement = connection.createStatement();
        Weir.run(connection, "CREATE TABLE hole (n BIGINT) WITH ('connector' = 'blackhole')");
        Weir.run(connection, Weir.ticks("ticks", 20));
    }

    @AfterEach
    void close() throws SQLException {
        home.close();
    }

    @Test
    void insertsOverInputsThatEndCountTheirRows() throws SQLException {
        assertThat(statement.executeUpdate("INSERT INTO hole VALUES (1), (2), (3)"))
                .isEqualTo(3);
        assertThat(statement.executeLargeUpdate("INSERT INTO hole SELECT n FROM (VALUES (1)) AS t (n) WHERE n > 1"))
                .isZero();
        assertThat(statement.executeUpdate("CREATE VIEW v AS SELECT 1 AS one")).isZero();
    }

    @Test
    void insertsOverEndlessInputsStartAJob() throws SQLException {
        assertThat(statement.executeUpdate("INSERT INTO hole SELECT n FROM ticks"))
                .isZero();
        try (ResultSet jobs = statement.executeQuery("SHOW JOBS")) {
            assertThat(jobs.next()).isTrue();
            assertThat(jobs.getString("state")).isEqualTo("RUNNING");
            assertThat(jobs.getString("statement")).isEqualTo("INSERT INTO hole SELECT n FROM ticks");
            assertThat(jobs.getString("error")).isNull();
            String id = jobs.getString("job_id");
            assertThat(jobs.next()).isFalse();
            statement.execute("STOP JOB '" + id + "'");
        }
        while (Weir.rows(connection, "SHOW JOBS").get(0).contains("| STOPPING |")) {
            Thread.onSpinWait();
        }
        assertThat(Weir.rows(connection, "SHOW JOBS").get(0)).contains("| STOPPED |");
    }

    @Test
    void executeTellsWhatCame() throws SQLException {
        assertThat(statement.execute("SELECT 1 AS one")).isTrue();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        try (ResultSet rows = statement.getResultSet()) {
            assertThat(Weir.rows(rows, 9)).containsExactly("1");
        }
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);

        assertThat(statement.execute("INSERT INTO hole VALUES (1)")).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(1);
        assertThat(statement.getResultSet()).isNull();
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
    }

    @Test
    void aQueryIsNoUpdateAndAnUpdateIsNoQuery() {
        assertThatThrownBy(() -> statement.executeUpdate("SELECT 1")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> statement.executeQuery("INSERT INTO hole VALUES (1)"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void aStatementEndsWithOrWithoutASemicolonAndIsOnlyOne() throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT 1; -- that is all")) {
            assertThat(rows.next()).isTrue();
        }
        assertThatThrownBy(() -> statement.execute("SELECT 1; SELECT 2"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(1001));
        assertThatThrownBy(() -> statement.execute("  -- nothing"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(1001));
    }

    @Test
    void warningsAreReadAndCleared() throws SQLException {
        statement.execute("SELECT 1");
        assertThat((Throwable) statement.getWarnings()).isNull();
        statement.clearWarnings();
        assertThat((Throwable) connection.getWarnings()).isNull();
    }

    @Test
    void thereAreNoTransactions() throws SQLException {
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_NONE);
        assertThat(connection.getMetaData().supportsTransactions()).isFalse();
        assertThatThrownBy(() -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE))
                .isInstanceOf(SQLFeatureNotSupportedException.class);
    }

    @Test
    void commitAndRollbackAreForConnectionsThatDoNotCommitByThemselves() throws SQLException {
        assertThatThrownBy(connection::commit)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25000"));
        assertThatThrownBy(connection::rollback).isInstanceOf(SQLException.class);
        connection.setAutoCommit(false);
        assertThat(connection.getWarnings().getMessage()).contains("no transactions");
        connection.clearWarnings();
        connection.commit();
        connection.rollback();
        assertThat((Throwable) connection.getWarnings()).isNull();
        statement.executeUpdate("INSERT INTO hole VALUES (1)");
        connection.rollback();
        assertThat(connection.getWarnings().getMessage()).contains("nothing was taken back");
        connection.setAutoCommit(true);
        assertThat(connection.getAutoCommit()).isTrue();
    }

    @Test
    void aBatchRunsItsStatementsInOrder() throws SQLException {
        statement.addBatch("INSERT INTO hole VALUES (1), (2)");
        statement.addBatch("CREATE VIEW one AS SELECT 1 AS n");
        statement.addBatch("INSERT INTO hole SELECT n FROM one");
        assertThat(statement.executeBatch()).containsExactly(2, 0, 1);
        assertThat(statement.executeBatch()).as("it is empty again").isEmpty();
        statement.addBatch("INSERT INTO hole VALUES (1)");
        statement.clearBatch();
        assertThat(statement.executeLargeBatch()).isEmpty();
    }

    @Test
    void aBatchStopsAtTheFirstStatementThatFails() throws SQLException {
        statement.addBatch("INSERT INTO hole VALUES (1), (2)");
        statement.addBatch("INSERT INTO hoel VALUES (1)");
        statement.addBatch("CREATE VIEW never AS SELECT 1 AS n");
        assertThatThrownBy(statement::executeBatch).isInstanceOfSatisfying(BatchUpdateException.class, e -> {
            assertThat(e.getUpdateCounts()).containsExactly(2);
            assertThat(e.getSQLState()).isEqualTo("42P01");
            assertThat(e.getMessage()).contains("statement 2 of a batch of 3").contains("hoel");
        });
        assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM never")).isInstanceOf(SQLException.class);
        statement.addBatch("SELECT 1");
        assertThatThrownBy(statement::executeBatch).isInstanceOf(BatchUpdateException.class);
    }

    @Test
    void aPreparedBatchRunsOnceForEachRow() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO hole VALUES (?)")) {
            for (long n = 1; n <= 3; n++) {
                insert.setLong(1, n);
                insert.addBatch();
            }
            assertThat(insert.executeLargeBatch()).containsExactly(1, 1, 1);
            insert.clearParameters();
            assertThatThrownBy(insert::addBatch).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void keysAreNotGenerated() {
        assertThatThrownBy(statement::getGeneratedKeys).isInstanceOf(SQLFeatureNotSupportedException.class);
        assertThatThrownBy(
                        () -> statement.executeUpdate("INSERT INTO hole VALUES (1)", Statement.RETURN_GENERATED_KEYS))
                .isInstanceOfSatisfying(
                        SQLFeatureNotSupportedException.class,
                        e -> assertThat(e.getSQLState()).isEqualTo("0A000"));
        assertThatThrownBy(() -> connection.prepareStatement("INSERT INTO hole VALUES (1)", new String[] {"n"}))
                .isInstanceOf(SQLFeatureNotSupportedException.class);
    }

    @Test
    void aStatementMayCloseWithItsResult() throws SQLException {
        statement.closeOnCompletion();
        ResultSet first = statement.executeQuery("SELECT 1");
        ResultSet second = statement.executeQuery("SELECT 2");
        assertThat(first.isClosed()).isTrue();
        assertThat(statement.isClosed())
                .as("the result that was replaced does not close it")
                .isFalse();
        second.close();
        assertThat(statement.isClosed()).isTrue();
    }

    @Test
    void aClosedStatementSaysSo() throws SQLException {
        statement.close();
        statement.close();
        assertThat(statement.isClosed()).isTrue();
        assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);
    }

    @Test
    void aClosedConnectionSaysSo() throws SQLException {
        connection.close();
        connection.close();
        assertThat(connection.isClosed()).isTrue();
        assertThat(connection.isValid(1)).isFalse();
        assertThatThrownBy(() -> connection.createStatement()).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);
    }

    @Test
    void aConnectionIsValidAsLongAsItIsOpen() throws SQLException {
        assertThat(connection.isValid(1)).isTrue();
    }
}
