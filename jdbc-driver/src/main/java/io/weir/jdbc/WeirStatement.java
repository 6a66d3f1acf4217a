// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.ExecuteOptions;
import io.weir.spi.session.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.avatica.AvaticaResultSet;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.Meta;
import org.jspecify.annotations.Nullable;

/** A statement whose {@code cancel} and timeout wake its reader. */
final class WeirStatement extends AvaticaStatement {
    private final WeirConnection owner;
    private final Execution execution = new Execution();

    WeirStatement(
            WeirConnection connection,
            Meta.@Nullable StatementHandle handle,
            int type,
            int concurrency,
            int holdability) {
        super(connection, handle, type, concurrency, holdability);
        owner = connection;
    }

    @Override
    protected void executeInternal(String sql) throws SQLException {
        closeOpenResult();
        updateCount = -1;
        execution.begin();
        try {
            Outcome outcome = owner.session().execute(sql, List.of(), options(getLargeMaxRows(), getQueryTimeout()));
            execution.took(outcome);
            if (outcome instanceof Outcome.Rows rows) {
                openResultSet = WeirResultSet.open(this, owner, sql, rows.cursor());
                setSignature(((WeirResultSet) openResultSet).signatureOfRows());
            } else {
                updateCount = outcome instanceof Outcome.Count count ? count.rows() : 0;
            }
        } catch (SqlException e) {
            throw SqlErrors.translate(e, sql);
        } finally {
            execution.end();
        }
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        checkOpen();
        executeInternal(sql);
        ResultSet rows = openResultSet;
        if (rows == null) {
            throw SqlErrors.of(ErrorCode.WRONG_OBJECT_TYPE, "statement gives no rows");
        }
        return rows;
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        checkOpen();
        executeInternal(sql);
        if (openResultSet != null) {
            closeOpenResult();
            throw SqlErrors.of(ErrorCode.WRONG_OBJECT_TYPE, "statement gives rows");
        }
        return updateCount;
    }

    static ExecuteOptions options(long maxRows, int timeoutSeconds) {
        return new ExecuteOptions(
                maxRows, timeoutSeconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(timeoutSeconds)));
    }

    private void closeOpenResult() {
        AvaticaResultSet open = openResultSet;
        openResultSet = null;
        if (open != null) {
            open.close();
        }
    }

    /** Not synchronised, since the reader may hold the statement's monitor. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void cancel() throws SQLException {
        checkOpen();
        execution.cancel();
    }

    @Override
    protected void checkOpen() throws SQLException {
        if (closed) {
            throw SqlErrors.of(ErrorCode.STATEMENT_CLOSED, "statement was closed");
        }
        owner.checkIsOpen();
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void close() throws SQLException {
        if (!closed) {
            execution.close();
            super.close();
        }
    }

    @Override
    public void setEscapeProcessing(boolean enable) throws SQLException {
        checkOpen();
    }

    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return execution.warnings();
    }

    @Override
    public void clearWarnings() throws SQLException {
        checkOpen();
        execution.clearWarnings();
    }

    @Override
    protected long[] executeBatchInternal() throws SQLException {
        throw SqlErrors.unsupported("a batch of statements");
    }
}
