// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.connector;

import io.weir.spi.error.SqlException;

/** Decides what becomes of a record that cannot be decoded, by the table's {@code 'on-error'}. */
public interface RecordErrors {
    /**
     * Returns when the record is to be left out, and throws when the job is to fail; then the reader is not asked again.
     *
     * <p>To be called within {@link Reader#poll}, when all rows before the record have been given by earlier polls or are
     * given by this one. Behind the poll {@link Reader#position} is behind the record, even if the poll gives no rows.
     *
     * @param record holds the bytes of the record, which are copied if they are kept
     * @param where the record's place, such as {@code orders.json:17} or {@code orders/3/1234}
     */
    void report(byte[] record, int start, int length, String where, SqlException reason);
}
