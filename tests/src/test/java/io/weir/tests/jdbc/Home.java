// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The engine of one test, and the connections to it, which close with it. */
public final class Home implements AutoCloseable {
    private final String url;
    private final Runnable end;
    private final Queue<Connection> connections = new ConcurrentLinkedQueue<>();

    Home(String url, Runnable end) throws SQLException {
        this.url = url;
        this.end = end;
        connect(); // keeps an engine in this process alive while others come and go
    }

    public String url() {
        return url;
    }

    public Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        connections.add(connection);
        return connection;
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
        end.run();
    }
}
