// SPDX-License-Identifier: Apache-2.0
package io.weir.shell.interactive;

import io.weir.sqlparser.text.Lexer;
import java.util.Locale;
import java.util.function.Supplier;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/** Colours what is typed: keywords, literals, comments, and the place at which the same text has failed before. */
final class SqlColours implements Highlighter {
    static final AttributedStyle KEYWORD = AttributedStyle.BOLD.foreground(AttributedStyle.BLUE);
    static final AttributedStyle FUNCTION = AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
    static final AttributedStyle STRING = AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
    static final AttributedStyle NUMBER = AttributedStyle.DEFAULT.foreground(AttributedStyle.MAGENTA);
    static final AttributedStyle COMMENT = AttributedStyle.DEFAULT.foreground(AttributedStyle.BRIGHT);
    static final AttributedStyle COMMAND = AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
    static final AttributedStyle WRONG =
            AttributedStyle.BOLD.foreground(AttributedStyle.RED).underline();

    /** A text that has failed, and where. */
    private record Failure(String text, int start, int end) {}

    private final Supplier<Names> names;
    private final boolean styled;
    private volatile @Nullable Failure failure;

    /** @param names those that are known, without waiting */
    SqlColours(Supplier<Names> names, boolean styled) {
        this.names = names;
        this.styled = styled;
    }

    /** Remembers where a text has failed, for when it is shown again. */
    void failed(String text, int start, int end) {
        failure = new Failure(text, start, end);
    }

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        return styled ? colour(buffer) : new AttributedString(buffer);
    }

    AttributedString colour(String text) {
        if (SqlInput.isCommand(text)) {
            return new AttributedString(text, COMMAND);
        }
        AttributedStringBuilder coloured = new AttributedStringBuilder(text.length());
        Names known = names.get();
        Lexer lexer = new Lexer(text);
        int done = 0;
        while (lexer.next()) {
            between(coloured, text.substring(done, lexer.start()));
            coloured.styled(style(lexer, text, known), lexer.text());
            done = lexer.end();
        }
        between(coloured, text.substring(done));
        Failure wrong = failure;
        if (wrong != null && wrong.text.equals(text.strip())) {
            int indent = text.indexOf(wrong.text);
            return marked(coloured.toAttributedString(), indent + wrong.start, indent + wrong.end);
        }
        return coloured.toAttributedString();
    }

    private static void between(AttributedStringBuilder coloured, String blanksAndComments) {
        if (blanksAndComments.isBlank()) {
            coloured.append(blanksAndComments);
        } else {
            coloured.styled(COMMENT, blanksAndComments);
        }
    }

    private static AttributedString marked(AttributedString text, int start, int end) {
        int from = Math.min(start, text.length());
        int to = Math.min(Math.max(end, from), text.length());
        return new AttributedStringBuilder(text.length())
                .append(text.subSequence(0, from))
                .styled(WRONG, text.toString().substring(from, to))
                .append(text.subSequence(to, text.length()))
                .toAttributedString();
    }

    private static AttributedStyle style(Lexer lexer, String text, Names known) {
        return switch (lexer.kind()) {
            case STRING -> STRING;
            case NUMBER -> NUMBER;
            case QUOTED_NAME, SYMBOL -> AttributedStyle.DEFAULT;
            case WORD -> {
                String word = lexer.text().toUpperCase(Locale.ROOT);
                int next = lexer.end();
                boolean called = next < text.length() && text.charAt(next) == '(';
                if (called && known.functions().contains(word)) {
                    yield FUNCTION;
                }
                yield known.isKeyword(word) ? KEYWORD : AttributedStyle.DEFAULT;
            }
        };
    }
}
