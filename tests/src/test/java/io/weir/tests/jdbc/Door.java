// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.jdbc;

import io.weir.tests.server.TestServer;
import java.sql.SQLException;

/** Where the engine of a test is. What an application sees through JDBC must not depend on it. */
public enum Door {
    /** In the process of the test. */
    IN_PROCESS,
    /** Behind a server, over the network. */
    REMOTE;

    /** An engine that no other test uses. */
    public Home open() throws SQLException {
        return switch (this) {
            case IN_PROCESS -> new Home(Weir.url(), () -> {});
            case REMOTE -> {
                TestServer server = TestServer.start();
                yield new Home(server.url(), server::close);
            }
        };
    }
}
