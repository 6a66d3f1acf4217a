// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.session;

/** What a statement does, as far as clients care. */
public enum StatementKind {
    /** Gives rows. */
    QUERY,
    /** Writes rows and gives their count, or starts a job that writes. */
    INSERT,
    /** Changes the catalog or the session. */
    DEFINITION
}
