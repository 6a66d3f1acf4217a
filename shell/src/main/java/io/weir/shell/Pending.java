// SPDX-License-Identifier: Apache-2.0
package io.weir.shell;

import io.weir.jdbc.WeirResultSet;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Steps through a result and flushes what has been printed before a step that may wait. */
public final class Pending {
    private final ResultSet result;
    private final @Nullable WeirResultSet weir;
    private final Runnable flush;

    public Pending(ResultSet result, Runnable flush) throws SQLException {
        this.result = result;
        this.weir = result.isWrapperFor(WeirResultSet.class) ? result.unwrap(WeirResultSet.class) : null;
        this.flush = flush;
    }

    /** Whether the next row is known to be here already. */
    boolean hasBuffered() {
        return weir != null && weir.hasBuffered();
    }

    public boolean next() throws SQLException {
        if (!hasBuffered()) {
            flush.run();
        }
        return result.next();
    }
}
