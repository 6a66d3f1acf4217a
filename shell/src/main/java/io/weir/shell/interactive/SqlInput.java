// SPDX-License-Identifier: Apache-2.0
package io.weir.shell.interactive;

import io.weir.sqlparser.text.Lexer;
import io.weir.sqlparser.text.StatementSplitter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Decides where what is typed ends: a command with its line, SQL with a semicolon; and which word the cursor is in. */
final class SqlInput implements Parser {
    /** Words that are commands without a backslash when they stand alone. */
    static final Set<String> PLAIN_COMMANDS = Set.of("?", "help", "quit", "exit");

    /** The word around the cursor. */
    private record Word(String word, int wordCursor, String line, int cursor) implements CompletingParsedLine {
        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor;
        }

        @Override
        public int rawWordLength() {
            return word.length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word);
        }
    }

    static boolean isCommand(String text) {
        String line = text.strip();
        return line.startsWith("\\") || isPlainCommand(line);
    }

    static boolean isPlainCommand(String line) {
        String word = line.strip();
        return PLAIN_COMMANDS.contains((word.endsWith(";") ? word.substring(0, word.length() - 1) : word)
                .strip()
                .toLowerCase(Locale.ROOT));
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        boolean asksForMore = context == ParseContext.ACCEPT_LINE || context == ParseContext.SECONDARY_PROMPT;
        if (asksForMore && !isCommand(line) && !StatementSplitter.isComplete(line)) {
            throw new EOFError(-1, -1, "the statement goes on", missing(line));
        }
        int start = cursor;
        while (start > 0 && isWordPart(line.charAt(start - 1))) {
            start--;
        }
        if (start > 0 && line.charAt(start - 1) == '\\') {
            start--;
        }
        return new Word(line.substring(start, cursor), cursor - start, line, cursor);
    }

    private static boolean isWordPart(char c) {
        return Character.isJavaIdentifierPart(c);
    }

    /** What the prompt of the next line shows to be open. */
    private static String missing(String text) {
        Lexer lexer = new Lexer(text);
        int depth = 0;
        while (lexer.next()) {
            if (lexer.is("(")) {
                depth++;
            } else if (lexer.is(")")) {
                depth--;
            }
        }
        if (lexer.openComment() >= 0) {
            return "*";
        }
        if (lexer.isOpen()) {
            return lexer.kind() == Lexer.Kind.STRING ? "'" : lexer.text().substring(0, 1);
        }
        return depth > 0 ? "(" : "-";
    }

    @Override
    public boolean isEscapeChar(char c) {
        return false;
    }
}
