// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import io.weir.spi.function.SqlFunction;

/** Characters cut from the ends of a text; the result shares its bytes. */
public final class TrimFunctions {
    private static final String GROUP = "text";
    private static final Utf8 SPACE = Utf8.of(" ");

    private TrimFunctions() {}

    @SqlFunction(
            name = {"BTRIM", "TRIM"},
            doc = "The text without the spaces at both ends.",
            example = "BTRIM('  weir ') = 'weir'",
            group = GROUP)
    public static Utf8 btrim(Utf8 text) {
        return trim(text, SPACE, true, true);
    }

    @SqlFunction(
            name = "BTRIM",
            doc = "The text without the characters at both ends that stand in the second one.",
            example = "BTRIM('xyweiryx', 'xy') = 'weir'",
            group = GROUP)
    public static Utf8 btrim(Utf8 text, Utf8 characters) {
        return trim(text, characters, true, true);
    }

    @SqlFunction(
            name = "LTRIM",
            doc = "The text without the spaces at its start.",
            example = "LTRIM('  weir ') = 'weir '",
            group = GROUP)
    public static Utf8 ltrim(Utf8 text) {
        return trim(text, SPACE, true, false);
    }

    @SqlFunction(
            name = "LTRIM",
            doc = "The text without the characters at its start that stand in the second one.",
            example = "LTRIM('xyweiryx', 'xy') = 'weiryx'",
            group = GROUP)
    public static Utf8 ltrim(Utf8 text, Utf8 characters) {
        return trim(text, characters, true, false);
    }

    @SqlFunction(
            name = "RTRIM",
            doc = "The text without the spaces at its end.",
            example = "RTRIM('  weir ') = '  weir'",
            group = GROUP)
    public static Utf8 rtrim(Utf8 text) {
        return trim(text, SPACE, false, true);
    }

    @SqlFunction(
            name = "RTRIM",
            doc = "The text without the characters at its end that stand in the second one.",
            example = "RTRIM('xyweiryx', 'xy') = 'xyweir'",
            group = GROUP)
    public static Utf8 rtrim(Utf8 text, Utf8 characters) {
        return trim(text, characters, false, true);
    }

    @SqlFunction(
            name = "TRIM_BOTH",
            doc =
                    "TRIM(BOTH characters FROM text): the text without the characters at both ends that stand in the first"
                            + " one; spaces if none are given.",
            example = "TRIM(BOTH 'x' FROM 'xxweirx') = 'weir'",
            group = GROUP,
            internal = true)
    public static Utf8 trimBoth(Utf8 characters, Utf8 text) {
        return trim(text, characters, true, true);
    }

    @SqlFunction(
            name = "TRIM_LEADING",
            doc = "TRIM(LEADING characters FROM text): the text without the characters at its start that stand in the"
                    + " first one.",
            example = "TRIM(LEADING 'x' FROM 'xxweirx') = 'weirx'",
            group = GROUP,
            internal = true)
    public static Utf8 trimLeading(Utf8 characters, Utf8 text) {
        return trim(text, characters, true, false);
    }

    @SqlFunction(
            name = "TRIM_TRAILING",
            doc = "TRIM(TRAILING characters FROM text): the text without the characters at its end that stand in the"
                    + " first one.",
            example = "TRIM(TRAILING 'x' FROM 'xxweirx') = 'xxweir'",
            group = GROUP,
            internal = true)
    public static Utf8 trimTrailing(Utf8 characters, Utf8 text) {
        return trim(text, characters, false, true);
    }

    private static Utf8 trim(Utf8 text, Utf8 characters, boolean leading, boolean trailing) {
        int from = 0;
        int to = text.length();
        // ASCII characters are looked up in 128 bits, others searched for.
        long low = 0;
        long high = 0;
        for (int i = 0; i < characters.length(); i++) {
            int b = characters.byteAt(i);
            low |= b >= 0 && b < 64 ? 1L << b : 0;
            high |= b >= 64 ? 1L << b : 0;
        }
        while (leading && from < to) {
            int next = CodePoints.next(text, from);
            if (!contains(characters, low, high, text, from, next)) {
                break;
            }
            from = next;
        }
        while (trailing && from < to) {
            int previous = CodePoints.previous(text, to);
            if (!contains(characters, low, high, text, previous, to)) {
                break;
            }
            to = previous;
        }
        return from == 0 && to == text.length() ? text : text.slice(from, to - from);
    }

    private static boolean contains(Utf8 characters, long low, long high, Utf8 text, int from, int to) {
        byte first = text.byteAt(from);
        if (first >= 0) {
            return ((first < 64 ? low : high) >>> first & 1) != 0;
        }
        return ByteSearch.indexOf(characters, 0, characters.length(), text, from, to) >= 0;
    }
}
