// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path to one value in JSON, such as {@code $.orders[0]['unit price']}: members by name and elements by index from 0.
 *
 * <p>It may start with {@code lax}, which is the default, or {@code strict}. In lax mode a value that is not an array is taken
 * for an array of itself alone.
 */
record JsonPath(Step[] steps, boolean lax) {
    private static final int STEPS_MAX = 100;
    private static final int BYTES_MAX = 10_000;
    private static final int INDEX_DIGITS_MAX = 9;

    /** A member when there is a name, else an element. */
    record Step(@Nullable Utf8 name, int index) {}

    /** Fails with INVALID_ARGUMENT if the text is not such a path. */
    static JsonPath of(Utf8 text) {
        return new Reader(text).read();
    }

    /** Reads one path. */
    private static final class Reader {
        private final Utf8 text;
        private int at;

        Reader(Utf8 text) {
            this.text = text;
            if (text.length() > BYTES_MAX) {
                throw invalid();
            }
        }

        JsonPath read() {
            skipSpace();
            boolean strict = acceptWord("strict");
            if (!strict) {
                acceptWord("lax");
            }
            skipSpace();
            expect('$');
            List<Step> steps = new ArrayList<>();
            for (skipSpace(); at < text.length(); skipSpace()) {
                if (steps.size() == STEPS_MAX) {
                    throw invalid();
                }
                steps.add(step());
            }
            return new JsonPath(steps.toArray(new Step[0]), !strict);
        }

        private Step step() {
            if (accept('.')) {
                return new Step(at < text.length() && text.byteAt(at) == '"' ? quoted() : name(), 0);
            }
            expect('[');
            skipSpace();
            byte next = at < text.length() ? text.byteAt(at) : 0;
            Step step = next == '\'' || next == '"' ? new Step(quoted(), 0) : new Step(null, index());
            skipSpace();
            expect(']');
            return step;
        }

        private Utf8 name() {
            int from = at;
            while (at < text.length() && isNamePart(text.byteAt(at))) {
                at++;
            }
            if (at == from) {
                throw invalid();
            }
            return text.slice(from, at - from);
        }

        private static boolean isNamePart(byte b) {
            boolean letter = TextFunctions.isLower((byte) (b | 0x20));
            return letter || b < 0 || b == '_' || b == '-' || b == '$' || b >= '0' && b <= '9';
        }

        private Utf8 quoted() {
            byte quote = text.byteAt(at++);
            TextBuffer name = new TextBuffer(16);
            while (at < text.length() && text.byteAt(at) != quote) {
                if (text.byteAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                name.append(text.byteAt(at++));
            }
            expect((char) quote);
            return name.text();
        }

        private int index() {
            int from = at;
            int index = 0;
            while (at < text.length() && text.byteAt(at) >= '0' && text.byteAt(at) <= '9') {
                index = index * 10 + text.byteAt(at++) - '0';
                if (at - from > INDEX_DIGITS_MAX) {
                    throw invalid();
                }
            }
            if (at == from) {
                throw invalid();
            }
            return index;
        }

        private boolean acceptWord(String word) {
            if (text.length() - at >= word.length() && NumberText.is(text, at, at + word.length(), word)) {
                at += word.length();
                return true;
            }
            return false;
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
                throw invalid();
            }
        }

        private void skipSpace() {
            while (at < text.length() && NumberText.isSpace(text.byteAt(at))) {
                at++;
            }
        }

        private static RowError invalid() {
            return RowError.of(ErrorCode.INVALID_ARGUMENT);
        }
    }
}
