// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.error.ErrorCode;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.ShardingKeyBuilder;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections for pools and frameworks, which set it up as a bean.
 *
 * <p>Without {@link #setUrl} it opens the engine inside this process. A property of the URL wins over a setter. It keeps
 * nothing open itself: what is to be kept open, a pool keeps.
 */
public final class WeirDataSource implements DataSource {
    private String url = WeirUrl.PREFIX;
    private final Properties properties = new Properties();
    private @Nullable PrintWriter logWriter;
    private int loginTimeout;

    /** A source for {@code jdbc:weir:}. */
    public WeirDataSource() {}

    /** A source for a URL. */
    public WeirDataSource(String url) throws SQLException {
        setUrl(url);
    }

    public String getUrl() {
        return url;
    }

    public void setUrl(String value) throws SQLException {
        if (value == null || !value.startsWith(WeirUrl.PREFIX)) {
            throw SqlErrors.of(ErrorCode.URL_INVALID, "URL \"%s\" does not start with %s", value, WeirUrl.PREFIX);
        }
        url = value;
    }

    public @Nullable String getUser() {
        return properties.getProperty(WeirUrl.USER.key());
    }

    public void setUser(@Nullable String user) {
        setProperty(WeirUrl.USER.key(), user);
    }

    public void setPassword(@Nullable String password) {
        setProperty(WeirUrl.PASSWORD.key(), password);
    }

    public @Nullable String getTimeZone() {
        return properties.getProperty("time-zone");
    }

    /** IANA name of the session's time zone. */
    public void setTimeZone(@Nullable String zone) {
        setProperty("time-zone", zone);
    }

    public int getParallelism() {
        return number("parallelism");
    }

    /** The most tasks a node of a query runs in. */
    public void setParallelism(int tasks) {
        setProperty("parallelism", Integer.toString(tasks));
    }

    public int getWorkers() {
        return number("workers");
    }

    /** Threads that run queries, of the whole engine. */
    public void setWorkers(int threads) {
        setProperty("workers", Integer.toString(threads));
    }

    public @Nullable String getFileRoots() {
        return properties.getProperty("files.roots");
    }

    /** Folders that SQL may read and write, of the whole engine. */
    public void setFileRoots(@Nullable String folders) {
        setProperty("files.roots", folders);
    }

    public int getFetchSize() {
        return number(WeirUrl.FETCH_SIZE.key());
    }

    /** Rows that statements ask for at a time; 0 leaves it to the driver. */
    public void setFetchSize(int rows) {
        setProperty(WeirUrl.FETCH_SIZE.key(), Integer.toString(rows));
    }

    public int getQueryTimeout() {
        return number(WeirUrl.QUERY_TIMEOUT.key());
    }

    /** Seconds after which statements fail; 0 for never. */
    public void setQueryTimeout(int seconds) {
        setProperty(WeirUrl.QUERY_TIMEOUT.key(), Integer.toString(seconds));
    }

    private int number(String key) {
        return Integer.parseInt(properties.getProperty(key, "0"));
    }

    public @Nullable String getProperty(String key) {
        return properties.getProperty(key);
    }

    /** Any property of the URL by its key; null takes it away. Checked when a connection is opened. */
    public void setProperty(String key, @Nullable String value) {
        if (value == null) {
            properties.remove(key);
        } else {
            properties.setProperty(key, value);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connect(properties);
    }

    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        Properties with = new Properties();
        with.putAll(properties);
        if (user != null) {
            with.setProperty(WeirUrl.USER.key(), user);
        }
        if (password != null) {
            with.setProperty(WeirUrl.PASSWORD.key(), password);
        }
        return connect(with);
    }

    private Connection connect(Properties with) throws SQLException {
        Connection connection = new WeirDriver().connect(url, with);
        if (connection == null) {
            throw SqlErrors.of(ErrorCode.URL_INVALID, "URL \"%s\" does not start with %s", url, WeirUrl.PREFIX);
        }
        return connection;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        logWriter = out;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeout;
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        loginTimeout = SqlErrors.notNegative(seconds, "timeout");
    }

    @Override
    public Logger getParentLogger() throws java.sql.SQLFeatureNotSupportedException {
        return new WeirDriver().getParentLogger();
    }

    @Override
    public ConnectionBuilder createConnectionBuilder() throws SQLException {
        throw SqlErrors.unsupported("a builder of connections");
    }

    @Override
    public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
        throw SqlErrors.unsupported("a sharding key");
    }

    @Override
    public <T> T unwrap(@Nullable Class<T> wanted) throws SQLException {
        return SqlErrors.unwrap(this, wanted);
    }

    @Override
    public boolean isWrapperFor(@Nullable Class<?> wanted) {
        return wanted != null && wanted.isInstance(this);
    }
}
