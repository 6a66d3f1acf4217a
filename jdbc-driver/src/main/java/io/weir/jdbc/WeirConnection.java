// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Prepared;
import io.weir.spi.session.Session;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.RowType;
import java.sql.Array;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Struct;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A connection: one session of an engine. Each statement takes effect at once; there are no transactions.
 *
 * <p>May be used from several threads, each with statements of its own.
 */
final class WeirConnection implements UnsupportedCalls {
    private static final List<String> CLIENT_INFO = List.of("ApplicationName", "ClientUser", "ClientHostname");

    private final Session session;
    private final AutoCloseable lease;
    private final WeirUrl url;
    private final DatabaseMetaData metaData;
    private final Warnings warnings = new Warnings();
    private final Properties clientInfo = new Properties();
    private final AtomicBoolean closed = new AtomicBoolean();

    private boolean autoCommit = true;
    private boolean readOnly;
    private int networkTimeoutMillis;
    /** Whether a statement has changed something since the last commit. */
    private volatile boolean changed;

    private volatile @Nullable Set<String> keywords;

    /** @param lease given back when the connection closes, after its session */
    WeirConnection(WeirUrl url, Session session, AutoCloseable lease) {
        this.url = url;
        this.session = session;
        this.lease = lease;
        this.metaData = new WeirDatabaseMetaData(this);
    }

    Session session() {
        return session;
    }

    WeirUrl url() {
        return url;
    }

    StatementDefaults defaults() {
        return url.defaults();
    }

    void checkOpen() throws SQLException {
        if (closed.get()) {
            throw SqlErrors.of(ErrorCode.CONNECTION_CLOSED, "connection was closed");
        }
    }

    void changed() {
        changed = true;
    }

    /** The words that a name must not be unless it stands in quotes, and some more. */
    Set<String> keywords() throws SQLException {
        checkOpen();
        Set<String> known = keywords;
        if (known == null) {
            try {
                known = Set.copyOf(session.metadata().keywords());
            } catch (SqlException e) {
                throw SqlErrors.translate(e, null);
            }
            keywords = known;
        }
        return known;
    }

    // ---- statements

    @Override
    public Statement createStatement() throws SQLException {
        checkOpen();
        return new WeirStatement(this);
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        return createStatement(type, concurrency, ResultSet.HOLD_CURSORS_OVER_COMMIT);
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        checkKind(type, concurrency, holdability);
        return createStatement();
    }

    private void checkKind(int type, int concurrency, int holdability) throws SQLException {
        checkOpen();
        if (type != ResultSet.TYPE_FORWARD_ONLY) {
            checkOneOf(type, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.TYPE_SCROLL_SENSITIVE, "type of result");
            throw SqlErrors.unsupported("moving otherwise than forward in a result");
        } else if (concurrency != ResultSet.CONCUR_READ_ONLY) {
            checkOneOf(concurrency, ResultSet.CONCUR_UPDATABLE, ResultSet.CONCUR_UPDATABLE, "concurrency");
            throw SqlErrors.unsupported("changing rows through a result");
        }
        checkHoldability(holdability);
    }

    private static void checkHoldability(int holdability) throws SQLException {
        if (holdability != ResultSet.HOLD_CURSORS_OVER_COMMIT) {
            checkOneOf(
                    holdability, ResultSet.CLOSE_CURSORS_AT_COMMIT, ResultSet.CLOSE_CURSORS_AT_COMMIT, "holdability");
            throw SqlErrors.unsupported("closing results at commit");
        }
    }

    private static void checkOneOf(int value, int one, int other, String what) throws SQLException {
        if (value != one && value != other) {
            throw SqlErrors.of(ErrorCode.CALL_ARGUMENT, "%d is no %s", value, what);
        }
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        checkOpen();
        if (sql == null) {
            throw SqlErrors.of(ErrorCode.CALL_ARGUMENT, "no statement was given");
        }
        try {
            Prepared prepared = session.prepare(sql);
            return new WeirPreparedStatement(this, prepared);
        } catch (SqlException e) {
            throw SqlErrors.translate(e, sql);
        }
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        return prepareStatement(sql, type, concurrency, ResultSet.HOLD_CURSORS_OVER_COMMIT);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        checkKind(type, concurrency, holdability);
        return prepareStatement(sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
        checkOpen();
        if (autoGeneratedKeys != Statement.NO_GENERATED_KEYS) {
            throw WeirStatement.noKeys();
        }
        return prepareStatement(sql);
    }

    @Override
    public String nativeSQL(String sql) throws SQLException {
        checkOpen();
        return sql;
    }

    // ---- commit

    /** Accepted for the sake of tools; a warning says that there are no transactions all the same. */
    @Override
    public void setAutoCommit(boolean value) throws SQLException {
        checkOpen();
        if (autoCommit && !value) {
            warnings.add("there are no transactions: each statement takes effect at once");
        }
        autoCommit = value;
        changed = false;
    }

    @Override
    public boolean getAutoCommit() throws SQLException {
        checkOpen();
        return autoCommit;
    }

    private void checkManualCommit(String what) throws SQLException {
        checkOpen();
        if (autoCommit) {
            throw SqlErrors.of(
                    ErrorCode.TRANSACTION_STATE, "%s was called while statements commit by themselves", what);
        }
    }

    @Override
    public void commit() throws SQLException {
        checkManualCommit("commit");
        changed = false;
    }

    @Override
    public void rollback() throws SQLException {
        checkManualCommit("rollback");
        if (changed) {
            changed = false;
            warnings.add("nothing was taken back: there are no transactions, and statements have taken effect");
        }
    }

    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        checkOpen();
        if (level != TRANSACTION_NONE) {
            throw SqlErrors.unsupported("a transaction isolation level");
        }
    }

    @Override
    public int getTransactionIsolation() throws SQLException {
        checkOpen();
        return TRANSACTION_NONE;
    }

    @Override
    public void setHoldability(int holdability) throws SQLException {
        checkOpen();
        checkHoldability(holdability);
    }

    @Override
    public int getHoldability() throws SQLException {
        checkOpen();
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public void setReadOnly(boolean value) throws SQLException {
        checkOpen();
        readOnly = value; // a hint, as JDBC says; rights are the server's affair
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        checkOpen();
        return readOnly;
    }

    // ---- names: one flat space of tables, so neither catalogs nor schemas; JDBC wants these calls ignored then

    @Override
    public void setCatalog(@Nullable String catalog) throws SQLException {
        checkOpen();
    }

    @Override
    public @Nullable String getCatalog() throws SQLException {
        checkOpen();
        return null;
    }

    @Override
    public void setSchema(@Nullable String schema) throws SQLException {
        checkOpen();
    }

    @Override
    public @Nullable String getSchema() throws SQLException {
        checkOpen();
        return null;
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        checkOpen();
        return metaData;
    }

    // ---- values

    @Override
    public Array createArrayOf(String elementType, @Nullable Object[] elements) throws SQLException {
        checkOpen();
        DataType.ArrayType type = DataType.array(type(elementType));
        try {
            return new JdbcArray(
                    (List<?>) ParameterValues.toEngine(elements == null ? new Object[0] : elements, type), type);
        } catch (SqlException e) {
            throw SqlErrors.translate(e, null);
        }
    }

    @Override
    public Struct createStruct(String rowType, @Nullable Object[] attributes) throws SQLException {
        checkOpen();
        if (!(type(rowType) instanceof RowType type)) {
            throw SqlErrors.of(ErrorCode.INVALID_TYPE, "type \"%s\" is no ROW", rowType);
        }
        try {
            List<?> row = (List<?>) ParameterValues.toEngine(attributes == null ? new Object[0] : attributes, type);
            return new JdbcStruct(JdbcValues.toJdbcRow(row, type), type.sql());
        } catch (SqlException e) {
            throw SqlErrors.translate(e, null);
        }
    }

    private static DataType type(@Nullable String text) throws SQLException {
        try {
            return TypeText.parse(String.valueOf(text));
        } catch (SqlException e) {
            throw SqlErrors.translate(e, null);
        }
    }

    @Override
    public Map<String, Class<?>> getTypeMap() throws SQLException {
        checkOpen();
        return Map.of();
    }

    @Override
    public void setTypeMap(@Nullable Map<String, Class<?>> map) throws SQLException {
        checkOpen();
        if (map != null && !map.isEmpty()) {
            throw SqlErrors.unsupported("a map of types");
        }
    }

    // ---- the client

    @Override
    public void setClientInfo(@Nullable String name, @Nullable String value) throws SQLClientInfoException {
        if (closed.get()) {
            throw new SQLClientInfoException("connection was closed", ErrorCode.CONNECTION_CLOSED.sqlState(), Map.of());
        }
        if (name == null || !CLIENT_INFO.contains(name)) {
            warnings.add("client info \"" + name + "\" is not known; there are " + String.join(", ", CLIENT_INFO));
        } else if (value == null) {
            clientInfo.remove(name);
        } else {
            clientInfo.setProperty(name, value);
        }
    }

    @Override
    public void setClientInfo(@Nullable Properties properties) throws SQLClientInfoException {
        clientInfo.clear();
        if (properties == null) {
            return;
        }
        for (String name : properties.stringPropertyNames()) {
            setClientInfo(name, properties.getProperty(name));
        }
    }

    @Override
    public @Nullable String getClientInfo(@Nullable String name) throws SQLException {
        checkOpen();
        return name == null ? null : clientInfo.getProperty(name);
    }

    @Override
    public Properties getClientInfo() throws SQLException {
        checkOpen();
        Properties copy = new Properties();
        copy.putAll(clientInfo);
        return copy;
    }

    static List<String> clientInfoNames() {
        return CLIENT_INFO;
    }

    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return warnings.first();
    }

    @Override
    public void clearWarnings() throws SQLException {
        checkOpen();
        warnings.clear();
    }

    // ---- life

    @Override
    public boolean isValid(int timeoutSeconds) throws SQLException {
        SqlErrors.notNegative(timeoutSeconds, "timeout");
        if (closed.get()) {
            return false;
        }
        try {
            return session.ping(Duration.ofSeconds(timeoutSeconds == 0 ? Integer.MAX_VALUE : timeoutSeconds));
        } catch (SqlException e) {
            return false;
        }
    }

    @Override
    public void setNetworkTimeout(@Nullable Executor executor, int millis) throws SQLException {
        checkOpen();
        networkTimeoutMillis = SqlErrors.notNegative(millis, "timeout");
        session.callTimeout(Duration.ofMillis(millis));
    }

    @Override
    public int getNetworkTimeout() throws SQLException {
        checkOpen();
        return networkTimeoutMillis;
    }

    @Override
    public boolean isClosed() {
        return closed.get();
    }

    @Override
    public void close() throws SQLException {
        if (closed.compareAndSet(false, true)) {
            end();
        }
    }

    @Override
    public void abort(@Nullable Executor executor) throws SQLException {
        if (executor == null) {
            throw SqlErrors.of(ErrorCode.CALL_ARGUMENT, "no executor was given");
        }
        if (closed.compareAndSet(false, true)) {
            executor.execute(() -> {
                try {
                    end();
                } catch (SQLException e) {
                    System.getLogger(WeirConnection.class.getName())
                            .log(System.Logger.Level.WARNING, "an aborted connection did not end cleanly", e);
                }
            });
        }
    }

    /** Ends what the session runs, which wakes its readers, and gives the engine back. */
    private void end() throws SQLException {
        try {
            session.close();
        } catch (SqlException e) {
            throw SqlErrors.translate(e, null);
        } finally {
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
    public <T> T unwrap(@Nullable Class<T> wanted) throws SQLException {
        return wanted == Session.class ? wanted.cast(session) : SqlErrors.unwrap(this, wanted);
    }

    @Override
    public boolean isWrapperFor(@Nullable Class<?> wanted) {
        return wanted == Session.class || wanted != null && wanted.isInstance(this);
    }

    @Override
    public String toString() {
        return "connection to " + url.text() + (closed.get() ? ", closed" : "");
    }
}
