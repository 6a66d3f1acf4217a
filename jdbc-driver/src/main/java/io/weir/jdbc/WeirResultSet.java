// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What a result of Weir tells beyond JDBC; reached through {@code resultSet.unwrap(WeirResultSet.class)}.
 *
 * <p>The rows of one epoch are an exact step of the answer: when all of them have been read, what was read is the right
 * answer for one moment of all inputs.
 */
public interface WeirResultSet extends ResultSet {
    /** Whether rows may be taken back, so that the first column is {@code op}. */
    boolean isChanging();

    /** How the present row changes the answer; {@link RowChange#INSERT} where rows are never taken back. */
    RowChange change() throws SQLException;

    /** The epoch that the present row belongs to, or -1 before there is one; any thread may ask. */
    long epoch();

    /**
     * Up to which time all rows have come, in microseconds since 1970; {@code Long.MIN_VALUE} while that is not known. It
     * also moves while {@code next} waits; any thread may ask.
     */
    long watermark();

    /** Whether the present row is the last of its epoch, so that what has been read is an exact answer. */
    boolean isEpochComplete();

    /** Whether the next row is here already, so that {@code next} will not wait. */
    boolean hasBuffered();
}
