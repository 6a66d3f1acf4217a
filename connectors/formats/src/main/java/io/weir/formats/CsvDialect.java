// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import org.jspecify.annotations.Nullable;

/**
 * The settings of the CSV format.
 *
 * @param quote {@link #NONE} without quotes
 * @param escape {@link #NONE} without escapes
 * @param comments whether lines that begin with {@code #} are left out
 * @param nullLiteral what stands for NULL; null for nothing at all
 * @param elementDelimiter what stands between the elements of an array
 * @param header whether the first line of a file has the names of the columns
 * @param dropErrors whether records that cannot be decoded are left out silently
 */
record CsvDialect(
        int delimiter,
        int quote,
        int escape,
        boolean comments,
        byte @Nullable [] nullLiteral,
        byte[] elementDelimiter,
        boolean header,
        boolean dropErrors) {
    /** No character: no byte has this value. */
    static final int NONE = 0x100;

    static final char COMMENT = '#';
}
