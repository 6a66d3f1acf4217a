// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;
import io.weir.spi.function.SqlFunction;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts with parts replaced or added. */
public final class EditFunctions {
    private static final String GROUP = "text";
    private static final Utf8 SPACE = Utf8.of(" ");
    /** Up to this length, a list of characters is searched through; longer ones are looked up. */
    private static final int SEARCHED_MAX = 32;

    private EditFunctions() {}

    @SqlFunction(
            name = "REPLACE",
            doc =
                    "The text with the third one wherever the second one stood; unchanged if the second one is empty. Fails"
                            + " above 16 MB.",
            example = "REPLACE('banana', 'an', 'in') = 'binina'",
            group = GROUP)
    public static Utf8 replace(Utf8 text, Utf8 search, Utf8 replacement) {
        int at = search.length() == 0 ? -1 : ByteSearch.indexOf(text, search, 0);
        if (at < 0) {
            return text;
        }
        TextBuffer result = new TextBuffer(text.length());
        int from = 0;
        while (at >= 0) {
            result.append(text, from, at).append(replacement);
            from = at + search.length();
            at = ByteSearch.indexOf(text, search, from);
        }
        return result.append(text, from, text.length()).text();
    }

    @SqlFunction(
            name = "OVERLAY",
            doc =
                    "The text with the second one written over it from a character on, counted from 1; unchanged if there is"
                            + " no such character.",
            example = "OVERLAY('Txxxxas' PLACING 'hom' FROM 2) = 'Thomxas'",
            group = GROUP)
    public static Utf8 overlay(Utf8 text, Utf8 replacement, int start) {
        return overlay(text, replacement, start, CodePoints.count(replacement));
    }

    @SqlFunction(
            name = "OVERLAY",
            doc = "The text with the second one in the place of so many characters from a character on, counted from 1;"
                    + " unchanged if there is no such character. A negative length fails.",
            example = "OVERLAY('Txxxxas' PLACING 'hom' FROM 2 FOR 4) = 'Thomas'",
            group = GROUP)
    public static Utf8 overlay(Utf8 text, Utf8 replacement, int start, int length) {
        if (length < 0) {
            throw RowError.of(ErrorCode.SUBSTRING);
        }
        int from = start < 1 ? text.length() : CodePoints.skip(text, 0, start - 1L);
        if (from == text.length()) {
            return text;
        }
        return new TextBuffer(TextBuffer.checkLength((long) text.length() + replacement.length()))
                .append(text, 0, from)
                .append(replacement)
                .append(text, CodePoints.skip(text, from, length), text.length())
                .text();
    }

    @SqlFunction(
            name = "TRANSLATE",
            doc =
                    "The text with each character that stands in the second one replaced by the character in the same place"
                            + " of the third one, and removed if there is none.",
            example = "TRANSLATE('12345', '143', 'ax') = 'a2x5'",
            group = GROUP)
    public static Utf8 translate(Utf8 text, Utf8 from, Utf8 to) {
        Map<Integer, Integer> places = from.length() > SEARCHED_MAX ? places(from) : null;
        TextBuffer result = new TextBuffer(text.length());
        for (int i = 0; i < text.length(); ) {
            int next = CodePoints.next(text, i);
            int place = places == null ? placeOf(text, i, next, from) : places.getOrDefault(CodePoints.at(text, i), -1);
            if (place < 0) {
                result.append(text, i, next);
            } else {
                int at = CodePoints.skip(to, 0, place);
                if (at < to.length()) {
                    result.append(to, at, CodePoints.next(to, at));
                }
            }
            i = next;
        }
        return result.text();
    }

    private static int placeOf(Utf8 text, int from, int to, Utf8 characters) {
        int at = ByteSearch.indexOf(characters, 0, characters.length(), text, from, to);
        return at < 0 ? -1 : CodePoints.count(characters.slice(0, at));
    }

    private static Map<Integer, Integer> places(Utf8 characters) {
        Map<Integer, Integer> places = new HashMap<>();
        int place = 0;
        for (int i = 0; i < characters.length(); i = CodePoints.next(characters, i)) {
            places.putIfAbsent(CodePoints.at(characters, i), place++);
        }
        return places;
    }

    @SqlFunction(
            name = "LPAD",
            doc =
                    "The text with spaces before it, so that it has n characters; its first n if it has more. NULL if n is"
                            + " negative; fails above 16 MB.",
            example = "LPAD('7', 3) = '  7'",
            group = GROUP)
    public static @Nullable Utf8 lpad(Utf8 text, int count) {
        return pad(text, count, SPACE, true);
    }

    @SqlFunction(
            name = "LPAD",
            doc =
                    "The text with as much of the third one before it, again and again, that it has n characters; its first n"
                            + " if it has more. NULL if n is negative or the third one is empty; fails above 16 MB.",
            example = "LPAD('7', 3, '0') = '007'",
            group = GROUP)
    public static @Nullable Utf8 lpad(Utf8 text, int count, Utf8 padding) {
        return pad(text, count, padding, true);
    }

    @SqlFunction(
            name = "RPAD",
            doc =
                    "The text with spaces behind it, so that it has n characters; its first n if it has more. NULL if n is"
                            + " negative; fails above 16 MB.",
            example = "RPAD('ab', 3) = 'ab '",
            group = GROUP)
    public static @Nullable Utf8 rpad(Utf8 text, int count) {
        return pad(text, count, SPACE, false);
    }

    @SqlFunction(
            name = "RPAD",
            doc =
                    "The text with as much of the third one behind it, again and again, that it has n characters; its first n"
                            + " if it has more. NULL if n is negative or the third one is empty; fails above 16 MB.",
            example = "RPAD('ab', 5, '.-') = 'ab.-.'",
            group = GROUP)
    public static @Nullable Utf8 rpad(Utf8 text, int count, Utf8 padding) {
        return pad(text, count, padding, false);
    }

    private static @Nullable Utf8 pad(Utf8 text, int count, Utf8 padding, boolean before) {
        if (count < 0 || padding.length() == 0) {
            return null;
        }
        int missing = count - CodePoints.count(text);
        if (missing <= 0) {
            int end = CodePoints.skip(text, 0, count);
            return end == text.length() ? text : text.slice(0, end);
        }
        int paddingCount = Math.max(1, CodePoints.count(padding));
        int times = missing / paddingCount;
        int rest = CodePoints.skip(padding, 0, missing % paddingCount);
        long length = text.length() + (long) times * padding.length() + rest;
        TextBuffer result = new TextBuffer(TextBuffer.checkLength(length));
        if (!before) {
            result.append(text);
        }
        for (int i = 0; i < times; i++) {
            result.append(padding);
        }
        result.append(padding, 0, rest);
        return before ? result.append(text).text() : result.text();
    }
}
