// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON document (RFC 8259) once, checks all of it and finds the value that a path leads to; builds no objects. Of
 * members with the same name the last counts.
 */
final class JsonText {
    private static final int DEPTH_MAX = 500;

    /** Thrown inside of this class alone. */
    private static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private static final Malformed INSTANCE = new Malformed();

        private Malformed() {
            super("malformed JSON", null, false, false);
        }
    }

    private final Utf8 text;
    private final JsonPath path;
    private int at;
    private int depth;
    private int foundFrom = -1;
    private int foundTo = -1;

    private JsonText(Utf8 text, JsonPath path) {
        this.text = text;
        this.path = path;
    }

    /** The text of the value that the path leads to, or null if there is none or the document is malformed. */
    static @Nullable Utf8 find(Utf8 text, JsonPath path) {
        JsonText json = new JsonText(text, path);
        try {
            json.space();
            json.value(0);
            json.space();
        } catch (Malformed e) {
            return null;
        }
        return json.at == text.length() && json.foundFrom >= 0
                ? text.slice(json.foundFrom, json.foundTo - json.foundFrom)
                : null;
    }

    /** Reads a value that lies on the path up to a step; a step beyond the path's end is never reached. */
    private void value(int step) {
        int from = at;
        boolean end = step == path.steps().length;
        byte first = peek();
        if (end || step < 0) {
            any(first);
        } else {
            foundFrom = -1;
            JsonPath.Step next = path.steps()[step];
            if (first == '{' && next.name() != null) {
                object(step, next.name());
            } else if (first == '[' && next.name() == null) {
                array(step, next.index());
            } else if (first != '[' && next.name() == null && next.index() == 0 && path.lax()) {
                value(step + 1);
            } else {
                any(first);
            }
        }
        if (end) {
            foundFrom = from;
            foundTo = at;
        }
    }

    private void any(byte first) {
        switch (first) {
            case '{' -> object(-1, null);
            case '[' -> array(-1, -1);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
    }

    private void object(int step, @Nullable Utf8 wanted) {
        enter();
        space();
        if (!accept('}')) {
            do {
                space();
                int from = at;
                string();
                boolean found = wanted != null && isName(from, at, wanted);
                space();
                expect(':');
                space();
                value(found ? step + 1 : -1);
                space();
            } while (accept(','));
            expect('}');
        }
        depth--;
    }

    private void array(int step, int wanted) {
        enter();
        space();
        if (!accept(']')) {
            int index = 0;
            do {
                space();
                value(index++ == wanted ? step + 1 : -1);
                space();
            } while (accept(','));
            expect(']');
        }
        depth--;
    }

    private void enter() {
        at++;
        if (++depth > DEPTH_MAX) {
            throw Malformed.INSTANCE;
        }
    }

    private boolean isName(int from, int to, Utf8 wanted) {
        Utf8 name = text.slice(from + 1, to - from - 2);
        return hasEscape(name) ? unescape(name).equals(wanted) : name.equals(wanted);
    }

    private void string() {
        expect('"');
        while (true) {
            byte b = peek();
            at++;
            if (b == '"') {
                return;
            } else if (b == '\\') {
                escape();
            } else if (b >= 0 && b < ' ') {
                throw Malformed.INSTANCE;
            }
        }
    }

    private void escape() {
        byte b = peek();
        at++;
        if (b == 'u') {
            for (int i = 0; i < 4; i++) {
                if (hexDigit(peek()) < 0) {
                    throw Malformed.INSTANCE;
                }
                at++;
            }
        } else if ("\"\\/bfnrt".indexOf(b) < 0) {
            throw Malformed.INSTANCE;
        }
    }

    private void number() {
        accept('-');
        if (!accept('0')) {
            digits();
        }
        if (accept('.')) {
            digits();
        }
        if (accept('e') || accept('E')) {
            if (!accept('+')) {
                accept('-');
            }
            digits();
        }
    }

    private void digits() {
        int from = at;
        while (at < text.length() && text.byteAt(at) >= '0' && text.byteAt(at) <= '9') {
            at++;
        }
        if (at == from) {
            throw Malformed.INSTANCE;
        }
    }

    private void word(String word) {
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i));
        }
    }

    private void space() {
        while (at < text.length() && isSpace(text.byteAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private byte peek() {
        if (at >= text.length()) {
            throw Malformed.INSTANCE;
        }
        return text.byteAt(at);
    }

    private boolean accept(char wanted) {
        if (at < text.length() && text.byteAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw Malformed.INSTANCE;
        }
    }

    // ---- strings

    static boolean hasEscape(Utf8 text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.byteAt(i) == '\\') {
                return true;
            }
        }
        return false;
    }

    /** What stands between the quotes of a well-formed string, with its escapes resolved. */
    static Utf8 unescape(Utf8 text) {
        TextBuffer out = new TextBuffer(text.length());
        int i = 0;
        while (i < text.length()) {
            byte b = text.byteAt(i++);
            if (b != '\\') {
                out.append(b);
                continue;
            }
            byte escaped = text.byteAt(i++);
            switch (escaped) {
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'u' -> {
                    int unit = unit(text, i);
                    i += 4;
                    boolean pair = Character.isHighSurrogate((char) unit)
                            && i + 6 <= text.length()
                            && text.byteAt(i) == '\\'
                            && text.byteAt(i + 1) == 'u'
                            && Character.isLowSurrogate((char) unit(text, i + 2));
                    if (pair) {
                        out.appendCodePoint(Character.toCodePoint((char) unit, (char) unit(text, i + 2)));
                        i += 6;
                    } else {
                        out.appendCodePoint(Character.isSurrogate((char) unit) ? CodePoints.REPLACEMENT : unit);
                    }
                }
                default -> out.append(escaped);
            }
        }
        return out.text();
    }

    private static int unit(Utf8 text, int index) {
        int unit = 0;
        for (int i = index; i < index + 4; i++) {
            unit = unit << 4 | hexDigit(text.byteAt(i));
        }
        return unit;
    }

    private static int hexDigit(byte b) {
        return b < 0 ? -1 : Character.digit(b, 16);
    }
}
