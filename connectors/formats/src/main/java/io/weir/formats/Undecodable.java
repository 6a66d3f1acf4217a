// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.nio.charset.StandardCharsets;

/** The errors of records that cannot be decoded: what was expected and what was found. */
final class Undecodable {
    /** Characters of content that an error shows. */
    private static final int SHOWN = 80;

    private Undecodable() {}

    /**
     * A value that is not of its column's type.
     *
     * @param place the column, or the part of one, such as {@code order.items[]}
     */
    static SqlException value(String place, String expected, byte[] bytes, int start, int end, String why) {
        return SqlException.report(ErrorCode.UNDECODABLE_RECORD)
                .says("column \"%s\" takes %s, found %s", place, expected, shown(bytes, start, end))
                .detail("%s", why)
                .toException();
    }

    static SqlException column(String place, String says, String why) {
        return SqlException.report(ErrorCode.UNDECODABLE_RECORD)
                .says("column \"%s\" %s", place, says)
                .detail("%s", why)
                .toException();
    }

    /** A record that does not follow the grammar of its format. */
    static SqlException record(String says, Object... args) {
        return SqlException.report(ErrorCode.UNDECODABLE_RECORD)
                .says(says, args)
                .toException();
    }

    /** Content on one line, cut where it gets long. */
    static String shown(byte[] bytes, int start, int end) {
        // A character has four bytes at most; what is cut in half at the end is beyond what is shown.
        String text = new String(bytes, start, Math.min(end - start, 4 * SHOWN + 4), StandardCharsets.UTF_8);
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(SHOWN).forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '\uFFFD' : c));
        return shown.length() < text.length() ? shown + "..." : shown.toString();
    }
}
