// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;
import io.weir.spi.function.SqlFunction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Parts of URLs, and the form in which text stands in them. */
public final class UrlFunctions {
    private static final String GROUP = "encoding";
    private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final Utf8 QUERY = Utf8.of("QUERY");
    private static final Utf8 AMPERSAND = Utf8.of("&");
    private static final int NONE = -1;

    private UrlFunctions() {}

    @SqlFunction(
            name = "PARSE_URL",
            doc =
                    "A part of a URL: PROTOCOL, AUTHORITY, USERINFO, HOST, PATH, QUERY, REF, or FILE, which is path and query."
                            + " It is not decoded. NULL if the URL lacks it or has no protocol, and for other parts.",
            example = "PARSE_URL('https://weir.io:8080/docs?page=1#top', 'HOST') = 'weir.io'",
            group = GROUP)
    public static @Nullable Utf8 parseUrl(Utf8 url, Utf8 part) {
        return new Url(url).part(part);
    }

    @SqlFunction(
            name = "PARSE_URL",
            doc =
                    "The value of a key in the query of a URL; the part must be QUERY. It is not decoded. NULL if there is no"
                            + " such key.",
            example = "PARSE_URL('https://weir.io/docs?page=1&lang=en', 'QUERY', 'lang') = 'en'",
            group = GROUP)
    public static @Nullable Utf8 parseUrl(Utf8 url, Utf8 part, Utf8 key) {
        Utf8 query = part.equals(QUERY) ? new Url(url).part(QUERY) : null;
        if (query == null) {
            return null;
        }
        for (int from = 0; from <= query.length(); ) {
            int found = ByteSearch.indexOf(query, AMPERSAND, from);
            int to = found < 0 ? query.length() : found;
            int value = from + key.length() + 1;
            if (value <= to && query.byteAt(value - 1) == '=' && ByteSearch.isAt(query, from, key)) {
                return query.slice(value, to - value);
            }
            from = to + 1;
        }
        return null;
    }

    /** Where the parts of {@code scheme:[//authority]path[?query][#ref]} lie; a part that is not there ends at NONE. */
    private static final class Url {
        private final Utf8 text;
        private final int schemeEnd;
        private int authorityFrom = NONE;
        private int pathFrom = NONE;
        private int pathEnd = NONE;
        private int queryEnd = NONE;

        Url(Utf8 text) {
            this.text = text;
            schemeEnd = schemeEnd(text);
            if (schemeEnd == NONE) {
                return;
            }
            int ref = find('#', schemeEnd, text.length());
            queryEnd = ref == NONE ? text.length() : ref;
            int query = find('?', schemeEnd, queryEnd);
            pathEnd = query == NONE ? queryEnd : query;
            pathFrom = schemeEnd + 1;
            if (pathFrom + 1 < pathEnd && text.byteAt(pathFrom) == '/' && text.byteAt(pathFrom + 1) == '/') {
                authorityFrom = pathFrom + 2;
                int slash = find('/', authorityFrom, pathEnd);
                pathFrom = slash == NONE ? pathEnd : slash;
            }
        }

        /** Letters, then also digits, plus, minus and point, before a colon. */
        private static int schemeEnd(Utf8 text) {
            for (int i = 0; i < text.length(); i++) {
                byte b = text.byteAt(i);
                boolean letter = TextFunctions.isLower((byte) (b | 0x20));
                boolean later = i > 0 && (b >= '0' && b <= '9' || b == '+' || b == '-' || b == '.');
                if (b == ':' && i > 0) {
                    return i;
                }
                if (!letter && !later) {
                    return NONE;
                }
            }
            return NONE;
        }

        private int find(char wanted, int from, int to) {
            for (int i = from; i < to; i++) {
                if (text.byteAt(i) == wanted) {
                    return i;
                }
            }
            return NONE;
        }

        private int findLast(char wanted, int from, int to) {
            for (int i = to - 1; i >= from; i--) {
                if (text.byteAt(i) == wanted) {
                    return i;
                }
            }
            return NONE;
        }

        @Nullable
        Utf8 part(Utf8 part) {
            if (schemeEnd == NONE || part.length() > 9) {
                return null;
            }
            return switch (part.toString()) {
                case "PROTOCOL" -> TextFunctions.lower(text.slice(0, schemeEnd));
                case "AUTHORITY" -> authorityFrom == NONE ? null : between(authorityFrom, pathFrom);
                case "USERINFO" -> userInfo();
                case "HOST" -> host();
                case "PATH" -> between(pathFrom, pathEnd);
                case "QUERY" -> pathEnd == queryEnd ? null : between(pathEnd + 1, queryEnd);
                case "FILE" -> between(pathFrom, queryEnd);
                case "REF" -> queryEnd == text.length() ? null : between(queryEnd + 1, text.length());
                default -> null;
            };
        }

        private @Nullable Utf8 userInfo() {
            int at = authorityFrom == NONE ? NONE : findLast('@', authorityFrom, pathFrom);
            return at == NONE ? null : between(authorityFrom, at);
        }

        private @Nullable Utf8 host() {
            if (authorityFrom == NONE) {
                return null;
            }
            int at = findLast('@', authorityFrom, pathFrom);
            int from = at == NONE ? authorityFrom : at + 1;
            // The colons of an IPv6 address stand in brackets.
            int bracket = findLast(']', from, pathFrom);
            int colon = find(':', bracket == NONE ? from : bracket, pathFrom);
            return between(from, colon == NONE ? pathFrom : colon);
        }

        private Utf8 between(int from, int to) {
            return text.slice(from, to - from);
        }
    }

    @SqlFunction(
            name = "URL_ENCODE",
            doc =
                    "A text as it stands in the query of a URL: a space as +, and each byte of UTF-8 but letters, digits and"
                            + " - _ . * as % and two hexadecimal digits. Fails above 16 MB.",
            example = "URL_ENCODE('a b&é') = 'a+b%26%C3%A9'",
            group = GROUP)
    public static Utf8 urlEncode(Utf8 text) {
        TextBuffer result = new TextBuffer(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            byte b = text.byteAt(i);
            boolean plain = TextFunctions.isLower(b)
                    || TextFunctions.isUpper(b)
                    || b >= '0' && b <= '9'
                    || b == '-'
                    || b == '_'
                    || b == '.'
                    || b == '*';
            if (plain) {
                result.append(b);
            } else if (b == ' ') {
                result.append('+');
            } else {
                result.append('%').append(DIGITS[b >> 4 & 15]).append(DIGITS[b & 15]);
            }
        }
        return result.text();
    }

    @SqlFunction(
            name = "URL_DECODE",
            doc =
                    "The text that stands in the query of a URL, as URL_ENCODE writes it. Fails if a % lacks its digits, or if"
                            + " the result is not UTF-8.",
            example = "URL_DECODE('a+b%26%C3%A9') = 'a b&é'",
            group = GROUP)
    public static Utf8 urlDecode(Utf8 text) {
        TextBuffer result = new TextBuffer(text.length());
        for (int i = 0; i < text.length(); i++) {
            byte b = text.byteAt(i);
            if (b == '%') {
                result.append(digit(text, i + 1) << 4 | digit(text, i + 2));
                i += 2;
            } else {
                result.append(b == '+' ? ' ' : b);
            }
        }
        Utf8 decoded = result.text();
        if (!CodePoints.isValid(decoded)) {
            throw invalid();
        }
        return decoded;
    }

    private static int digit(Utf8 text, int index) {
        int digit = index < text.length() && text.byteAt(index) >= 0 ? Character.digit(text.byteAt(index), 16) : -1;
        if (digit < 0) {
            throw invalid();
        }
        return digit;
    }

    private static RowError invalid() {
        return RowError.of(ErrorCode.INVALID_ARGUMENT);
    }
}
