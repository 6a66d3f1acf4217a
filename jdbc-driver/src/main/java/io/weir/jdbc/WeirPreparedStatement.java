// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Outcome;
import io.weir.spi.session.Prepared;
import io.weir.spi.session.StatementKind;
import io.weir.spi.type.DataType;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import org.apache.calcite.avatica.AvaticaPreparedStatement;
import org.apache.calcite.avatica.AvaticaResultSet;
import org.apache.calcite.avatica.Meta;
import org.jspecify.annotations.Nullable;

/** A statement with parameters, planned once when it is made so that its columns and parameters are known. */
final class WeirPreparedStatement extends AvaticaPreparedStatement {
    private final WeirConnection owner;
    private final Execution execution = new Execution();
    private final String sql;
    private Prepared prepared = new Prepared("", StatementKind.DEFINITION, List.of(), java.util.Optional.empty());
    private @Nullable Object[] values = {};
    private boolean[] given = {};

    WeirPreparedStatement(
            WeirConnection connection,
            Meta.@Nullable StatementHandle handle,
            Meta.Signature signature,
            int type,
            int concurrency,
            int holdability)
            throws SQLException {
        super(connection, handle, signature, type, concurrency, holdability);
        owner = connection;
        sql = signature.sql;
    }

    void describe(Prepared what) {
        prepared = what;
        values = new Object[what.parameters().size()];
        given = new boolean[values.length];
    }

    private void run() throws SQLException {
        checkOpen();
        for (int i = 0; i < given.length; i++) {
            if (!given[i]) {
                throw SqlErrors.of(ErrorCode.PARAMETER_MISSING, "parameter %d has no value", i + 1);
            }
        }
        AvaticaResultSet open = openResultSet;
        openResultSet = null;
        if (open != null) {
            open.close();
        }
        updateCount = -1;
        execution.begin();
        try {
            Outcome outcome = owner.session()
                    .execute(
                            sql,
                            new ArrayList<>(Arrays.asList(values)),
                            WeirStatement.options(getLargeMaxRows(), getQueryTimeout()));
            execution.took(outcome);
            if (outcome instanceof Outcome.Rows rows) {
                openResultSet = WeirResultSet.open(this, owner, sql, rows.cursor());
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
    public ResultSet executeQuery() throws SQLException {
        run();
        if (openResultSet == null) {
            throw SqlErrors.of(ErrorCode.WRONG_OBJECT_TYPE, "statement gives no rows");
        }
        return openResultSet;
    }

    @Override
    public boolean execute() throws SQLException {
        run();
        return openResultSet != null;
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        run();
        if (openResultSet != null) {
            openResultSet.close();
            openResultSet = null;
            throw SqlErrors.of(ErrorCode.WRONG_OBJECT_TYPE, "statement gives rows");
        }
        return updateCount;
    }

    @Override
    public @Nullable ResultSetMetaData getMetaData() throws SQLException {
        return prepared.result().isPresent() ? super.getMetaData() : null;
    }

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
    public void clearParameters() throws SQLException {
        checkOpen();
        Arrays.fill(given, false);
        Arrays.fill(values, null);
    }

    private void set(int index, @Nullable Object value) throws SQLException {
        checkOpen();
        if (index < 1 || index > values.length) {
            throw SqlErrors.of(
                    ErrorCode.PARAMETER_MISSING, "parameter %d does not exist: there are %d", index, values.length);
        }
        DataType type = prepared.parameters().get(index - 1);
        try {
            values[index - 1] = value == null ? null : JdbcValues.toEngine(value, type);
        } catch (SqlException e) {
            throw SqlErrors.translate(e, null);
        }
        given[index - 1] = true;
    }

    @Override
    public void setNull(int index, int sqlType) throws SQLException {
        set(index, null);
    }

    @Override
    public void setNull(int index, int sqlType, String typeName) throws SQLException {
        set(index, null);
    }

    @Override
    public void setBoolean(int index, boolean x) throws SQLException {
        set(index, x);
    }

    @Override
    public void setByte(int index, byte x) throws SQLException {
        set(index, (int) x);
    }

    @Override
    public void setShort(int index, short x) throws SQLException {
        set(index, (int) x);
    }

    @Override
    public void setInt(int index, int x) throws SQLException {
        set(index, x);
    }

    @Override
    public void setLong(int index, long x) throws SQLException {
        set(index, x);
    }

    @Override
    public void setFloat(int index, float x) throws SQLException {
        set(index, x);
    }

    @Override
    public void setDouble(int index, double x) throws SQLException {
        set(index, x);
    }

    @Override
    public void setBigDecimal(int index, @Nullable BigDecimal x) throws SQLException {
        set(index, x);
    }

    @Override
    public void setString(int index, @Nullable String x) throws SQLException {
        set(index, x);
    }

    @Override
    public void setBytes(int index, byte @Nullable [] x) throws SQLException {
        set(index, x);
    }

    @Override
    public void setDate(int index, @Nullable Date x) throws SQLException {
        set(index, x);
    }

    @Override
    public void setTime(int index, @Nullable Time x) throws SQLException {
        set(index, x);
    }

    @Override
    public void setTimestamp(int index, @Nullable Timestamp x) throws SQLException {
        set(index, x);
    }

    @Override
    public void setDate(int index, @Nullable Date x, Calendar calendar) throws SQLException {
        set(index, x == null ? null : JdbcValues.local(x, calendar).toLocalDate());
    }

    @Override
    public void setTime(int index, @Nullable Time x, Calendar calendar) throws SQLException {
        set(index, x == null ? null : JdbcValues.local(x, calendar).toLocalTime());
    }

    @Override
    public void setTimestamp(int index, @Nullable Timestamp x, Calendar calendar) throws SQLException {
        set(index, x == null ? null : JdbcValues.local(x, calendar).withNano(x.getNanos()));
    }

    @Override
    public void setObject(int index, @Nullable Object x) throws SQLException {
        set(index, x);
    }

    @Override
    public void setObject(int index, @Nullable Object x, int targetSqlType) throws SQLException {
        set(index, x);
    }

    @Override
    public void setObject(int index, @Nullable Object x, int targetSqlType, int scaleOrLength) throws SQLException {
        set(index, x);
    }

    @Override
    public void setNString(int index, @Nullable String value) throws SQLException {
        set(index, value);
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
    public void addBatch() throws SQLException {
        throw SqlErrors.unsupported("a batch of parameters");
    }

    private static SQLException streams() {
        return SqlErrors.unsupported("a parameter given as a stream, LOB or XML");
    }

    @Override
    public void setRowId(int index, RowId x) throws SQLException {
        throw streams();
    }

    @Override
    public void setNCharacterStream(int index, Reader value, long length) throws SQLException {
        throw streams();
    }

    @Override
    public void setNClob(int index, NClob value) throws SQLException {
        throw streams();
    }

    @Override
    public void setClob(int index, Reader reader, long length) throws SQLException {
        throw streams();
    }

    @Override
    public void setBlob(int index, InputStream inputStream, long length) throws SQLException {
        throw streams();
    }

    @Override
    public void setNClob(int index, Reader reader, long length) throws SQLException {
        throw streams();
    }

    @Override
    public void setSQLXML(int index, SQLXML xmlObject) throws SQLException {
        throw streams();
    }

    @Override
    public void setAsciiStream(int index, InputStream x, long length) throws SQLException {
        throw streams();
    }

    @Override
    public void setBinaryStream(int index, InputStream x, long length) throws SQLException {
        throw streams();
    }

    @Override
    public void setCharacterStream(int index, Reader reader, long length) throws SQLException {
        throw streams();
    }

    @Override
    public void setAsciiStream(int index, InputStream x) throws SQLException {
        throw streams();
    }

    @Override
    public void setBinaryStream(int index, InputStream x) throws SQLException {
        throw streams();
    }

    @Override
    public void setCharacterStream(int index, Reader reader) throws SQLException {
        throw streams();
    }

    @Override
    public void setNCharacterStream(int index, Reader value) throws SQLException {
        throw streams();
    }

    @Override
    public void setClob(int index, Reader reader) throws SQLException {
        throw streams();
    }

    @Override
    public void setBlob(int index, InputStream inputStream) throws SQLException {
        throw streams();
    }

    @Override
    public void setNClob(int index, Reader reader) throws SQLException {
        throw streams();
    }
}
