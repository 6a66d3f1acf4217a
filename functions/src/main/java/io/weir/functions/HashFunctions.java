// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;
import io.weir.spi.function.SqlFunction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests of the UTF-8 bytes of a text, as text of hexadecimal digits. */
public final class HashFunctions {
    private static final String GROUP = "encoding";
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** Every Java has these. */
    private enum Algorithm {
        MD5("MD5"),
        SHA1("SHA-1"),
        SHA224("SHA-224"),
        SHA256("SHA-256"),
        SHA384("SHA-384"),
        SHA512("SHA-512");

        private final ThreadLocal<MessageDigest> digest;

        Algorithm(String name) {
            digest = ThreadLocal.withInitial(() -> {
                try {
                    return MessageDigest.getInstance(name);
                } catch (NoSuchAlgorithmException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    private HashFunctions() {}

    private static Utf8 digest(Algorithm algorithm, Utf8 text) {
        MessageDigest digest = algorithm.digest.get();
        digest.update(text.bytes(), text.start(), text.length());
        return EncodingFunctions.hexDigits(Utf8.of(digest.digest()), DIGITS);
    }

    @SqlFunction(
            name = "MD5",
            doc = "The MD5 digest of a text in 32 hexadecimal digits; not safe against forgery.",
            example = "MD5('weir') = '57c6838eabf401f73f6dd50093408e33'",
            group = GROUP)
    public static Utf8 md5(Utf8 text) {
        return digest(Algorithm.MD5, text);
    }

    @SqlFunction(
            name = "SHA1",
            doc = "The SHA-1 digest of a text in 40 hexadecimal digits; not safe against forgery.",
            example = "CHAR_LENGTH(SHA1('weir')) = 40",
            group = GROUP)
    public static Utf8 sha1(Utf8 text) {
        return digest(Algorithm.SHA1, text);
    }

    @SqlFunction(
            name = "SHA224",
            doc = "The SHA-224 digest of a text in 56 hexadecimal digits.",
            example = "SHA224('weir') = SHA2('weir', 224)",
            group = GROUP)
    public static Utf8 sha224(Utf8 text) {
        return digest(Algorithm.SHA224, text);
    }

    @SqlFunction(
            name = "SHA256",
            doc = "The SHA-256 digest of a text in 64 hexadecimal digits.",
            example = "SHA256('weir') = SHA2('weir', 256)",
            group = GROUP)
    public static Utf8 sha256(Utf8 text) {
        return digest(Algorithm.SHA256, text);
    }

    @SqlFunction(
            name = "SHA384",
            doc = "The SHA-384 digest of a text in 96 hexadecimal digits.",
            example = "SHA384('weir') = SHA2('weir', 384)",
            group = GROUP)
    public static Utf8 sha384(Utf8 text) {
        return digest(Algorithm.SHA384, text);
    }

    @SqlFunction(
            name = "SHA512",
            doc = "The SHA-512 digest of a text in 128 hexadecimal digits.",
            example = "SHA512('weir') = SHA2('weir', 512)",
            group = GROUP)
    public static Utf8 sha512(Utf8 text) {
        return digest(Algorithm.SHA512, text);
    }

    @SqlFunction(
            name = "SHA2",
            doc = "The SHA-2 digest of a text with 224, 256, 384 or 512 bits, in hexadecimal digits. Fails for other"
                    + " numbers.",
            example = "SHA2('weir', 256) = SHA256('weir')",
            group = GROUP)
    public static Utf8 sha2(Utf8 text, int bits) {
        return switch (bits) {
            case 224 -> sha224(text);
            case 256 -> sha256(text);
            case 384 -> sha384(text);
            case 512 -> sha512(text);
            default -> throw RowError.of(ErrorCode.INVALID_ARGUMENT);
        };
    }
}
