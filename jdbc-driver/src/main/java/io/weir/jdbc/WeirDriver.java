// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.error.SqlException;
import io.weir.spi.option.Option;
import io.weir.spi.session.Session;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The JDBC driver of Weir: {@code jdbc:weir:} opens an engine inside this process, {@code jdbc:weir://host:port} a session on a
 * server.
 *
 * <p>All connections with the same URL share one engine, which lives until the last of them is closed.
 */
public final class WeirDriver implements Driver {
    static final int MAJOR = 0;
    static final int MINOR = 1;
    static final String VERSION = "0.1.0";

    static {
        try {
            DriverManager.registerDriver(new WeirDriver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public boolean acceptsURL(@Nullable String url) {
        return url != null && url.startsWith(WeirUrl.PREFIX);
    }

    @Override
    public @Nullable Connection connect(String url, @Nullable Properties info) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        try {
            Properties beside = info == null ? new Properties() : info;
            return open(
                    WeirUrl.isOfServer(url)
                            ? WeirUrl.ofServer(url, beside)
                            : WeirUrl.ofEngine(url, beside, Engines.required()));
        } catch (SqlException e) {
            throw SqlErrors.translate(e, null);
        }
    }

    private static Connection open(WeirUrl url) {
        Engines.Lease lease = Engines.open(url);
        Session session = null;
        try {
            session = lease.engine().openSession(url.sessionProperties());
            return new WeirConnection(url, session, lease);
        } finally {
            if (session == null) {
                lease.close();
            }
        }
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(@Nullable String url, @Nullable Properties info) throws SQLException {
        try {
            Map<String, String> given = WeirUrl.given(
                    acceptsURL(url) && url != null ? url : WeirUrl.PREFIX, info == null ? new Properties() : info);
            List<Option<?>> options =
                    Engines.onClassPath().map(WeirUrl::properties).orElse(WeirUrl.OWN);
            return options.stream()
                    .map(option -> describe(option, given.get(option.key())))
                    .toArray(DriverPropertyInfo[]::new);
        } catch (SqlException e) {
            throw SqlErrors.translate(e, null);
        }
    }

    private static DriverPropertyInfo describe(Option<?> option, @Nullable String given) {
        DriverPropertyInfo property = new DriverPropertyInfo(option.key(), given);
        property.description = option.doc();
        property.required = option.isRequired();
        if (!option.choices().isEmpty()) {
            property.choices = option.choices().toArray(String[]::new);
        }
        if (given == null && option.defaultValue() != null) {
            property.value = option.text(option.defaultValue());
        }
        return property;
    }

    @Override
    public int getMajorVersion() {
        return MAJOR;
    }

    @Override
    public int getMinorVersion() {
        return MINOR;
    }

    /** False, as JDBC asks of a driver without transactions. */
    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("the driver logs through System.Logger", "0A000");
    }
}
