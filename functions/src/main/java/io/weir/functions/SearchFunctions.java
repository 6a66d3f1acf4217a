// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import io.weir.spi.function.SqlFunction;

/** Where one text stands in another. Places are counted in characters from 1; 0 is nowhere. */
public final class SearchFunctions {
    private static final String GROUP = "text";

    private SearchFunctions() {}

    @SqlFunction(
            name = {"POSITION", "LOCATE"},
            doc = "Where a text first stands in the second one, counted in characters from 1; 0 if it does not.",
            example = "LOCATE('i', 'weir') = 3 AND POSITION('x' IN 'weir') = 0",
            group = GROUP)
    public static int position(Utf8 piece, Utf8 text) {
        return placeOf(ByteSearch.indexOf(text, piece, 0), text);
    }

    @SqlFunction(
            name = {"POSITION", "LOCATE"},
            doc = "Where a text first stands in the second one, from the given character on, counted in characters from"
                    + " 1; 0 if it does not, or if the place to start is not in the text.",
            example = "LOCATE('a', 'banana', 3) = 4",
            group = GROUP)
    public static int position(Utf8 piece, Utf8 text, int start) {
        if (start < 1) {
            return 0;
        }
        int from = CodePoints.skip(text, 0, start - 1L);
        boolean behind = from == text.length() && CodePoints.count(text) < start - 1L;
        return behind ? 0 : placeOf(ByteSearch.indexOf(text, piece, from), text);
    }

    @SqlFunction(
            name = {"INSTR", "STRPOS"},
            doc =
                    "Where the second text first stands in the first one, counted in characters from 1; 0 if it does not.",
            example = "INSTR('weir', 'ir') = 3",
            group = GROUP)
    public static int instr(Utf8 text, Utf8 piece) {
        return position(piece, text);
    }

    private static int placeOf(int index, Utf8 text) {
        return index < 0 ? 0 : CodePoints.count(text.slice(0, index)) + 1;
    }

    @SqlFunction(
            name = {"STARTSWITH", "STARTS_WITH"},
            doc = "Whether a text starts with the second one.",
            example = "STARTSWITH('weir', 'we')",
            group = GROUP)
    public static boolean startsWith(Utf8 text, Utf8 piece) {
        return ByteSearch.isAt(text, 0, piece);
    }

    @SqlFunction(
            name = {"ENDSWITH", "ENDS_WITH"},
            doc = "Whether a text ends with the second one.",
            example = "ENDSWITH('weir', 'ir')",
            group = GROUP)
    public static boolean endsWith(Utf8 text, Utf8 piece) {
        return ByteSearch.isAt(text, text.length() - piece.length(), piece);
    }
}
