// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.connector;

import io.weir.spi.error.SqlException;

/** Decides what becomes of a record that cannot be decoded, by the table's {@code 'on-error'}. */
public interface RecordErrors {
    /**
     * Returns when the record is to be left out, and throws when the job is to fail.
     *
     * @param where the record's place, such as {@code orders.json:17}
     */
    void report(byte[] record, int start, int length, String where, SqlException reason);
}
