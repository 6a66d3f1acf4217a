// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;
import io.weir.spi.function.SqlFunction;
import org.jspecify.annotations.Nullable;

/** Pieces cut out of a text; they share its bytes. Characters are Unicode code points, counted from 1. */
public final class PieceFunctions {
    private static final String GROUP = "text";

    private PieceFunctions() {}

    @SqlFunction(
            name = {"SUBSTRING", "SUBSTR"},
            doc =
                    "The rest of a text from a character on, counted from 1, or from the end if negative; 0 is taken as 1."
                            + " Empty if the text does not reach so far.",
            example = "SUBSTRING('weir', 3) = 'ir'",
            group = GROUP)
    public static Utf8 substring(Utf8 text, int start) {
        return piece(text, start, Long.MAX_VALUE);
    }

    @SqlFunction(
            name = {"SUBSTRING", "SUBSTR"},
            doc =
                    "At most so many characters of a text from a character on, counted from 1, or from the end if negative;"
                            + " 0 is taken as 1. Empty if the text does not reach so far; a negative length fails.",
            example = "SUBSTRING('weir', -3, 2) = 'ei'",
            group = GROUP)
    public static Utf8 substring(Utf8 text, int start, int length) {
        if (length < 0) {
            throw RowError.of(ErrorCode.SUBSTRING);
        }
        return piece(text, start, length);
    }

    private static Utf8 piece(Utf8 text, int start, long length) {
        int from = start < 0 ? CodePoints.skipBack(text, -(long) start) : CodePoints.skip(text, 0, start - 1L);
        return from < 0 ? Utf8.EMPTY : between(text, from, CodePoints.skip(text, from, length));
    }

    private static Utf8 between(Utf8 text, int from, int to) {
        return from == 0 && to == text.length() ? text : text.slice(from, to - from);
    }

    @SqlFunction(
            name = "LEFT",
            doc = "The first n characters; empty if n is not positive.",
            example = "LEFT('weir', 2) = 'we'",
            group = GROUP)
    public static Utf8 left(Utf8 text, int count) {
        return between(text, 0, CodePoints.skip(text, 0, count));
    }

    @SqlFunction(
            name = "RIGHT",
            doc = "The last n characters; empty if n is not positive.",
            example = "RIGHT('weir', 2) = 'ir'",
            group = GROUP)
    public static Utf8 right(Utf8 text, int count) {
        return between(text, Math.max(0, CodePoints.skipBack(text, count)), text.length());
    }

    @SqlFunction(
            name = "SPLIT_INDEX",
            doc =
                    "The piece of a text between separators with the given index, counted from 0; NULL when there is none."
                            + " An empty separator stands nowhere.",
            example = "SPLIT_INDEX('a-b-c', '-', 1) = 'b'",
            group = GROUP)
    public static @Nullable Utf8 splitIndex(Utf8 text, Utf8 separator, int index) {
        return index < 0 ? null : split(text, separator, index);
    }

    @SqlFunction(
            name = "SPLIT_PART",
            doc = "The n-th piece of a text between separators, counted from 1, or from the end if negative; empty when"
                    + " there is none. Fails for 0. An empty separator stands nowhere.",
            example = "SPLIT_PART('a-b-c', '-', 2) = 'b'",
            group = GROUP)
    public static Utf8 splitPart(Utf8 text, Utf8 separator, int part) {
        if (part == 0) {
            throw RowError.of(ErrorCode.INVALID_ARGUMENT);
        }
        long index = part > 0 ? part - 1L : pieces(text, separator) + (long) part;
        Utf8 piece = index < 0 ? null : split(text, separator, index);
        return piece == null ? Utf8.EMPTY : piece;
    }

    private static @Nullable Utf8 split(Utf8 text, Utf8 separator, long index) {
        int from = 0;
        for (long i = 0; i < index; i++) {
            int at = separator.length() == 0 ? -1 : ByteSearch.indexOf(text, separator, from);
            if (at < 0) {
                return null;
            }
            from = at + separator.length();
        }
        int to = separator.length() == 0 ? -1 : ByteSearch.indexOf(text, separator, from);
        return between(text, from, to < 0 ? text.length() : to);
    }

    private static int pieces(Utf8 text, Utf8 separator) {
        int count = 1;
        if (separator.length() > 0) {
            for (int at = ByteSearch.indexOf(text, separator, 0);
                    at >= 0;
                    at = ByteSearch.indexOf(text, separator, at + separator.length())) {
                count++;
            }
        }
        return count;
    }
}
