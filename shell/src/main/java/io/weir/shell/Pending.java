// SPDX-License-Identifier: Apache-2.0
package io.weir.shell;

import io.weir.jdbc.WeirResultSet;
import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Steps through a result and flushes what has been printed before a step that may wait. */
final class Pending {
    private final ResultSet result;
    private final WeirResultSet weir;
    private final PrintStream out;

    Pending(ResultSet result, PrintStream out) throws SQLException {
        this.result = result;
        this.weir = result.unwrap(WeirResultSet.class);
        this.out = out;
    }

    /** Whether the next row is here already. */
    boolean hasBuffered() {
        return weir.hasBuffered();
    }

    boolean next() throws SQLException {
        if (!weir.hasBuffered()) {
            out.flush();
        }
        return result.next();
    }
}
