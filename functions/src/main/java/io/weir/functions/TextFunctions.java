// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;
import io.weir.spi.function.SqlFunction;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Length, case and assembly of text. Characters are Unicode code points. */
public final class TextFunctions {
    private static final String GROUP = "text";

    private TextFunctions() {}

    @SqlFunction(
            name = {"CHAR_LENGTH", "CHARACTER_LENGTH", "LENGTH"},
            doc = "The number of characters of a text.",
            example = "CHAR_LENGTH('Grüße') = 5",
            group = GROUP)
    public static int charLength(Utf8 text) {
        return CodePoints.count(text);
    }

    @SqlFunction(
            name = "OCTET_LENGTH",
            doc = "The number of bytes of a text in UTF-8.",
            example = "OCTET_LENGTH('Grüße') = 7",
            group = GROUP)
    public static int octetLength(Utf8 text) {
        return text.length();
    }

    @SqlFunction(
            name = "UPPER",
            doc = "The text in upper case, by the rules of Unicode without regard to any language.",
            example = "UPPER('Straße') = 'STRASSE'",
            group = GROUP)
    public static Utf8 upper(Utf8 text) {
        byte[] bytes = text.bytes();
        int end = text.start() + text.length();
        for (int i = text.start(); i < end; i++) {
            if (bytes[i] < 0 || isLower(bytes[i])) {
                return CodePoints.isAscii(text)
                        ? asciiUpper(text)
                        : TextBuffer.of(text.toString().toUpperCase(Locale.ROOT));
            }
        }
        return text;
    }

    @SqlFunction(
            name = "LOWER",
            doc = "The text in lower case, by the rules of Unicode without regard to any language.",
            example = "LOWER('Weir ÄÖ') = 'weir äö'",
            group = GROUP)
    public static Utf8 lower(Utf8 text) {
        byte[] bytes = text.bytes();
        int end = text.start() + text.length();
        for (int i = text.start(); i < end; i++) {
            if (bytes[i] < 0 || isUpper(bytes[i])) {
                return CodePoints.isAscii(text)
                        ? asciiLower(text)
                        : TextBuffer.of(text.toString().toLowerCase(Locale.ROOT));
            }
        }
        return text;
    }

    private static Utf8 asciiUpper(Utf8 text) {
        byte[] result = text.toByteArray();
        for (int i = 0; i < result.length; i++) {
            result[i] -= (byte) (isLower(result[i]) ? 32 : 0);
        }
        return Utf8.of(result);
    }

    private static Utf8 asciiLower(Utf8 text) {
        byte[] result = text.toByteArray();
        for (int i = 0; i < result.length; i++) {
            result[i] += (byte) (isUpper(result[i]) ? 32 : 0);
        }
        return Utf8.of(result);
    }

    static boolean isLower(byte b) {
        return b >= 'a' && b <= 'z';
    }

    static boolean isUpper(byte b) {
        return b >= 'A' && b <= 'Z';
    }

    @SqlFunction(
            name = "INITCAP",
            doc = "The text with the first letter of each word in upper case and the others in lower case; a word is a"
                    + " run of letters and digits.",
            example = "INITCAP('the QUICK brown-fox') = 'The Quick Brown-Fox'",
            group = GROUP)
    public static Utf8 initcap(Utf8 text) {
        TextBuffer result = new TextBuffer(text.length());
        boolean inWord = false;
        for (int i = 0; i < text.length(); i = CodePoints.next(text, i)) {
            int codePoint = CodePoints.at(text, i);
            result.appendCodePoint(inWord ? Character.toLowerCase(codePoint) : Character.toTitleCase(codePoint));
            inWord = Character.isLetterOrDigit(codePoint);
        }
        return result.text();
    }

    @SqlFunction(
            name = "CONCAT",
            doc = "The texts one after the other; NULL if any of them is NULL. Fails above 16 MB.",
            example = "CONCAT('we', 'i', 'r') = 'weir'",
            group = GROUP)
    public static Utf8 concat(Utf8... texts) {
        if (texts.length == 1) {
            return texts[0];
        }
        long length = 0;
        for (Utf8 text : texts) {
            length += text.length();
        }
        TextBuffer result = new TextBuffer(TextBuffer.checkLength(length));
        for (Utf8 text : texts) {
            result.append(text);
        }
        return result.text();
    }

    @SqlFunction(
            name = "CONCAT_WS",
            doc =
                    "The texts one after the other with a separator, the first argument, between them. Texts that are NULL"
                            + " are left out; NULL if the separator is NULL. Fails above 16 MB.",
            example = "CONCAT_WS(', ', 'a', CAST(NULL AS STRING), 'b') = 'a, b'",
            group = GROUP,
            calledOnNull = true)
    public static @Nullable Utf8 concatWs(@Nullable Utf8 separator, @Nullable Utf8... texts) {
        if (separator == null) {
            return null;
        }
        TextBuffer result = new TextBuffer(0);
        boolean any = false;
        for (Utf8 text : texts) {
            if (text != null) {
                if (any) {
                    result.append(separator);
                }
                result.append(text);
                any = true;
            }
        }
        return result.text();
    }

    @SqlFunction(
            name = "REPEAT",
            doc = "The text n times, and no text if n is not positive. Fails above 16 MB.",
            example = "REPEAT('ab', 3) = 'ababab'",
            group = GROUP)
    public static Utf8 repeat(Utf8 text, int times) {
        if (times <= 0 || text.length() == 0) {
            return Utf8.EMPTY;
        }
        int length = TextBuffer.checkLength((long) text.length() * times);
        byte[] result = new byte[length];
        System.arraycopy(text.bytes(), text.start(), result, 0, text.length());
        for (int done = text.length(); done < length; done *= 2) {
            System.arraycopy(result, 0, result, done, Math.min(done, length - done));
        }
        return Utf8.of(result);
    }

    @SqlFunction(
            name = "REVERSE",
            doc = "The characters in reverse order.",
            example = "REVERSE('abc') = 'cba'",
            group = GROUP)
    public static Utf8 reverse(Utf8 text) {
        byte[] result = new byte[text.length()];
        int to = text.length();
        for (int i = 0; i < text.length(); ) {
            int next = CodePoints.next(text, i);
            to -= next - i;
            System.arraycopy(text.bytes(), text.start() + i, result, to, next - i);
            i = next;
        }
        return Utf8.of(result);
    }

    @SqlFunction(
            name = "ASCII",
            doc = "The code point of the first character; 0 for an empty text.",
            example = "ASCII('weir') = 119",
            group = GROUP)
    public static int ascii(Utf8 text) {
        return text.length() == 0 ? 0 : CodePoints.at(text, 0);
    }

    @SqlFunction(
            name = "CHR",
            doc =
                    "The character of a code point, from 1 to 1114111 without the surrogates 55296 to 57343; others fail.",
            example = "CHR(119) = 'w'",
            group = GROUP)
    public static Utf8 chr(long codePoint) {
        boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        if (codePoint < 1 || codePoint > Character.MAX_CODE_POINT || surrogate) {
            throw RowError.of(ErrorCode.INVALID_ARGUMENT);
        }
        return new TextBuffer(4).appendCodePoint((int) codePoint).text();
    }

    @SqlFunction(
            name = "ELT",
            doc = "The n-th of the texts that follow n, counted from 1; NULL if there is none.",
            example = "ELT(2, 'a', 'b', 'c') = 'b'",
            group = GROUP)
    public static @Nullable Utf8 elt(int index, Utf8... texts) {
        return index < 1 || index > texts.length ? null : texts[index - 1];
    }
}
