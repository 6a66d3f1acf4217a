// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Session;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.DriverVersion;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.UnregisteredDriver;
import org.jspecify.annotations.Nullable;

/**
 * The JDBC driver of Weir: {@code jdbc:weir:} opens an engine inside this process.
 *
 * <p>All connections with the same URL share one engine, which lives until the last of them is closed.
 */
public final class WeirDriver extends UnregisteredDriver {
    static final int MAJOR = 0;
    static final int MINOR = 1;

    static {
        try {
            DriverManager.registerDriver(new WeirDriver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    protected String getFactoryClassName(JdbcVersion jdbcVersion) {
        return WeirFactory.class.getName();
    }

    @Override
    protected DriverVersion createDriverVersion() {
        return new DriverVersion("Weir JDBC driver", "0.1.0", "Weir", "0.1.0", true, MAJOR, MINOR, MAJOR, MINOR);
    }

    @Override
    protected String getConnectStringPrefix() {
        return WeirUrl.PREFIX;
    }

    @Override
    public @Nullable Connection connect(String url, @Nullable Properties info) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        Session session = null;
        try {
            WeirUrl parsed = WeirUrl.parse(url, info == null ? new Properties() : info);
            Engines.Lease lease = Engines.open(parsed);
            try {
                session = lease.engine().openSession(parsed.sessionProperties());
                return new WeirConnection(this, (WeirFactory) factory, url, session, lease);
            } finally {
                if (session == null) {
                    lease.close();
                }
            }
        } catch (SqlException e) {
            throw SqlErrors.translate(e, null);
        }
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
        return WeirUrl.PROPERTIES.stream()
                .map(option -> {
                    DriverPropertyInfo property =
                            new DriverPropertyInfo(option.key(), info == null ? null : info.getProperty(option.key()));
                    property.description = option.doc();
                    property.required = option.isRequired();
                    return property;
                })
                .toArray(DriverPropertyInfo[]::new);
    }

    @Override
    public Meta createMeta(AvaticaConnection connection) {
        return new WeirMeta((WeirConnection) connection);
    }

    static SqlException noEngine() {
        return SqlException.report(ErrorCode.URL_INVALID)
                .says("there is no engine in this process")
                .detail("jdbc:weir: runs the engine in-process, and weir-engine is not on the class path.")
                .hint("Add the dependency io.weir:weir-engine and the connectors you use.")
                .toException();
    }
}
