// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Prepared;
import io.weir.spi.session.Session;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.Meta;

/** A connection: one session of an engine. Statements commit at once; there are no transactions. */
final class WeirConnection extends AvaticaConnection {
    private final Session session;
    private final AutoCloseable lease;
    private final WeirFactory weirFactory;

    WeirConnection(WeirDriver driver, WeirFactory factory, String url, Session session, AutoCloseable lease)
            throws SQLException {
        super(driver, factory, url, new Properties());
        this.session = session;
        this.lease = lease;
        this.weirFactory = factory;
        setAutoCommit(true);
    }

    Session session() {
        return session;
    }

    void checkIsOpen() throws SQLException {
        checkOpen();
    }

    @Override
    protected void checkOpen() throws SQLException {
        if (isClosed()) {
            throw SqlErrors.of(ErrorCode.CONNECTION_CLOSED, "connection was closed");
        }
    }

    @Override
    public PreparedStatement prepareStatement(
            String sql, int resultSetType, int resultSetConcurrency, int resultSetHoldability) throws SQLException {
        checkOpen();
        try {
            Prepared prepared = session.prepare(sql);
            Meta.Signature signature = new Meta.Signature(
                    prepared.result().map(JdbcTypes::columns).orElse(List.of()),
                    sql,
                    JdbcTypes.parameters(prepared.parameters()),
                    Map.of(),
                    Meta.CursorFactory.ARRAY,
                    switch (prepared.kind()) {
                        case QUERY -> Meta.StatementType.SELECT;
                        case INSERT -> Meta.StatementType.INSERT;
                        case DEFINITION -> Meta.StatementType.OTHER_DDL;
                    });
            WeirPreparedStatement statement = (WeirPreparedStatement) weirFactory.newPreparedStatement(
                    this, null, signature, resultSetType, resultSetConcurrency, resultSetHoldability);
            statement.describe(prepared);
            return statement;
        } catch (SqlException e) {
            throw SqlErrors.translate(e, sql);
        }
    }

    @Override
    public void close() throws SQLException {
        if (isClosed()) {
            return;
        }
        try {
            super.close();
        } finally {
            session.close();
            try {
                lease.close();
            } catch (SqlException e) {
                throw SqlErrors.translate(e, null);
            } catch (RuntimeException | SQLException e) {
                throw e;
            } catch (Exception e) {
                throw new SQLException(e);
            }
        }
    }

    @Override
    public <T> T unwrap(Class<T> wanted) throws SQLException {
        return wanted == Session.class ? wanted.cast(session) : super.unwrap(wanted);
    }

    @Override
    public boolean isWrapperFor(Class<?> wanted) throws SQLException {
        return wanted == Session.class || super.isWrapperFor(wanted);
    }

    @Override
    public void commit() throws SQLException {
        checkOpen();
    }

    @Override
    public void rollback() throws SQLException {
        checkOpen();
    }
}
