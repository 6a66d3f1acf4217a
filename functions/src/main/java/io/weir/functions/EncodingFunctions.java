// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;
import io.weir.spi.function.SqlFunction;
import io.weir.spi.function.SqlType;
import io.weir.spi.type.TypeKind;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/** Other forms of text and bytes: hexadecimal, Base64, character sets. */
public final class EncodingFunctions {
    private static final String GROUP = "encoding";
    private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private static final Map<String, Charset> CHARSETS = Map.of(
            "US-ASCII", StandardCharsets.US_ASCII,
            "ISO-8859-1", StandardCharsets.ISO_8859_1,
            "UTF-8", StandardCharsets.UTF_8,
            "UTF-16BE", StandardCharsets.UTF_16BE,
            "UTF-16LE", StandardCharsets.UTF_16LE,
            "UTF-16", StandardCharsets.UTF_16);

    private static final LiteralCache<Charset> CHARSET = new LiteralCache<>(EncodingFunctions::charset);

    private EncodingFunctions() {}

    @SqlFunction(
            name = "BIN",
            doc = "A whole number in binary digits, as text; of a negative one its 64 bits in two's complement.",
            example = "BIN(12) = '1100'",
            group = GROUP)
    public static Utf8 bin(long value) {
        return Utf8.of(Long.toBinaryString(value));
    }

    @SqlFunction(
            name = "HEX",
            doc = "A whole number in hexadecimal digits, as text; of a negative one its 64 bits in two's complement.",
            example = "HEX(255) = 'FF'",
            group = GROUP)
    public static Utf8 hex(long value) {
        return Utf8.of(Long.toHexString(value).toUpperCase(Locale.ROOT));
    }

    @SqlFunction(
            name = "HEX",
            doc = "The UTF-8 bytes of a text, two hexadecimal digits each. Fails above 16 MB.",
            example = "HEX('weir') = '77656972'",
            group = GROUP)
    public static Utf8 hex(Utf8 text) {
        return hexDigits(text, DIGITS);
    }

    @SqlFunction(
            name = "HEX",
            doc = "Bytes, two hexadecimal digits each. Fails above 16 MB.",
            example = "HEX(X'00fF') = '00FF'",
            group = GROUP)
    public static Utf8 hexOfBytes(@SqlType(TypeKind.VARBINARY) Utf8 bytes) {
        return hexDigits(bytes, DIGITS);
    }

    static Utf8 hexDigits(Utf8 bytes, byte[] digits) {
        byte[] result = new byte[TextBuffer.checkLength(2L * bytes.length())];
        for (int i = 0; i < bytes.length(); i++) {
            int b = bytes.byteAt(i);
            result[2 * i] = digits[b >> 4 & 15];
            result[2 * i + 1] = digits[b & 15];
        }
        return Utf8.of(result);
    }

    @SqlFunction(
            name = "UNHEX",
            doc = "The bytes of a text of hexadecimal digits; before an odd number of them a 0 is read. Fails for other"
                    + " characters.",
            example = "UNHEX('77656972') = X'77656972'",
            group = GROUP)
    @SqlType(TypeKind.VARBINARY)
    public static Utf8 unhex(Utf8 text) {
        byte[] result = new byte[(text.length() + 1) / 2];
        int odd = text.length() & 1;
        for (int i = 0; i < text.length(); i++) {
            int digit = Character.digit(text.byteAt(i), 16);
            if (text.byteAt(i) < 0 || digit < 0) {
                throw invalid();
            }
            int at = (i + odd) / 2;
            result[at] = (byte) (result[at] << 4 | digit);
        }
        return Utf8.of(result);
    }

    @SqlFunction(
            name = "TO_BASE64",
            doc = "The UTF-8 bytes of a text in Base64. Fails above 16 MB.",
            example = "TO_BASE64('hello world') = 'aGVsbG8gd29ybGQ='",
            group = GROUP)
    public static Utf8 toBase64(Utf8 text) {
        TextBuffer.checkLength((text.length() + 2L) / 3 * 4);
        return Utf8.of(Base64.getEncoder().encode(text.toByteArray()));
    }

    @SqlFunction(
            name = "TO_BASE64",
            doc = "Bytes in Base64. Fails above 16 MB.",
            example = "TO_BASE64(X'00ff') = 'AP8='",
            group = GROUP)
    public static Utf8 bytesToBase64(@SqlType(TypeKind.VARBINARY) Utf8 bytes) {
        return toBase64(bytes);
    }

    @SqlFunction(
            name = "FROM_BASE64",
            doc = "The text whose UTF-8 bytes a text in Base64 gives. Fails if it is not Base64, or not of a text.",
            example = "FROM_BASE64('aGVsbG8gd29ybGQ=') = 'hello world'",
            group = GROUP)
    public static Utf8 fromBase64(Utf8 text) {
        Utf8 decoded;
        try {
            decoded = Utf8.of(Base64.getDecoder().decode(text.toByteArray()));
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        if (!CodePoints.isValid(decoded)) {
            throw invalid();
        }
        return decoded;
    }

    @SqlFunction(
            name = "ENCODE",
            doc =
                    "A text as bytes in a character set: US-ASCII, ISO-8859-1, UTF-8, UTF-16, UTF-16BE or UTF-16LE. Fails if"
                            + " it lacks a character, and above 16 MB.",
            example = "ENCODE('é', 'ISO-8859-1') = X'e9'",
            group = GROUP)
    @SqlType(TypeKind.VARBINARY)
    public static Utf8 encode(Utf8 text, Utf8 charset) {
        try {
            ByteBuffer bytes = CHARSET.get(charset).newEncoder().encode(CharBuffer.wrap(text.toString()));
            return new Utf8(bytes.array(), bytes.arrayOffset(), TextBuffer.checkLength(bytes.limit()));
        } catch (CharacterCodingException e) {
            throw invalid();
        }
    }

    @SqlFunction(
            name = "DECODE",
            doc =
                    "The text that bytes are in a character set: US-ASCII, ISO-8859-1, UTF-8, UTF-16, UTF-16BE or UTF-16LE."
                            + " Fails if they are none, and above 16 MB.",
            example = "DECODE(X'e9', 'ISO-8859-1') = 'é'",
            group = GROUP)
    public static Utf8 decode(@SqlType(TypeKind.VARBINARY) Utf8 bytes, Utf8 charset) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes.bytes(), bytes.start(), bytes.length());
            return TextBuffer.of(
                    CHARSET.get(charset).newDecoder().decode(buffer).toString());
        } catch (CharacterCodingException e) {
            throw invalid();
        }
    }

    private static Charset charset(Utf8 name) {
        Charset charset =
                name.length() > 16 ? null : CHARSETS.get(name.toString().toUpperCase(Locale.ROOT));
        if (charset == null) {
            throw invalid();
        }
        return charset;
    }

    private static RowError invalid() {
        return RowError.of(ErrorCode.INVALID_ARGUMENT);
    }
}
