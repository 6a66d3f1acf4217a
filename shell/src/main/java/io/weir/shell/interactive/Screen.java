// SPDX-License-Identifier: Apache-2.0
package io.weir.shell.interactive;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.WCWidth;

/** The terminal as the shell writes to it: lines, styles where it has them, its size. */
final class Screen {
    static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
    static final AttributedStyle STRONG = PLAIN.bold();
    static final AttributedStyle FAINT = PLAIN.foreground(AttributedStyle.BRIGHT);
    static final AttributedStyle ERROR = PLAIN.bold().foreground(AttributedStyle.RED);
    static final AttributedStyle WARNING = PLAIN.foreground(AttributedStyle.YELLOW);
    static final AttributedStyle HINT = PLAIN.foreground(AttributedStyle.CYAN);

    static final int USUAL_WIDTH = 80;
    static final int USUAL_HEIGHT = 24;

    private final Terminal terminal;
    private final boolean styled;

    Screen(Terminal terminal, boolean styled) {
        this.terminal = terminal;
        this.styled = styled && !isDumb(terminal);
    }

    private static boolean isDumb(Terminal terminal) {
        return terminal.getType().startsWith("dumb");
    }

    Terminal terminal() {
        return terminal;
    }

    /** Whether the cursor cannot be moved. */
    boolean isDumb() {
        return isDumb(terminal);
    }

    /** Whether styles are shown. */
    boolean isStyled() {
        return styled;
    }

    int width() {
        int width = terminal.getWidth();
        return width > 0 ? width : USUAL_WIDTH;
    }

    int height() {
        int height = terminal.getHeight();
        return height > 0 ? height : USUAL_HEIGHT;
    }

    /** What stands where a text was cut. */
    String cutMark() {
        return terminal.encoding().equals(StandardCharsets.UTF_8) ? "…" : "~";
    }

    void line(String text) {
        terminal.writer().append(text).append('\n');
    }

    void line(AttributedString text) {
        line(styled ? text.toAnsi(terminal) : text.toString());
    }

    void line(String text, AttributedStyle style) {
        line(new AttributedString(text, style));
    }

    /** A text of several lines, each in the style of what it begins with: an error, a caret, a hint. */
    void error(String text) {
        for (String line : text.split("\n", -1)) {
            String clean = printable(line);
            AttributedStringBuilder styledLine = new AttributedStringBuilder();
            int colon = clean.indexOf(": ");
            if (clean.startsWith("ERROR ") && colon > 0) {
                styledLine.styled(ERROR, clean.substring(0, colon + 1)).append(clean.substring(colon + 1));
            } else if (!clean.isBlank() && clean.chars().allMatch(c -> c == ' ' || c == '^')) {
                styledLine.styled(ERROR, clean);
            } else if (clean.startsWith("HINT: ") || clean.startsWith("DETAIL: ")) {
                styledLine.styled(HINT, clean.substring(0, colon + 1)).append(clean.substring(colon + 1));
            } else {
                styledLine.append(clean);
            }
            line(styledLine.toAttributedString());
        }
    }

    void flush() {
        terminal.writer().flush();
    }

    /** Runs work during which what is typed is not shown, and Ctrl-C does what is given. */
    void whileBusy(Runnable onInterrupt, Work work) throws java.sql.SQLException {
        Attributes before = terminal.getAttributes();
        Attributes silent = new Attributes(before);
        silent.setLocalFlag(Attributes.LocalFlag.ECHO, false);
        terminal.setAttributes(silent);
        Terminal.SignalHandler handler = terminal.handle(Terminal.Signal.INT, signal -> onInterrupt.run());
        try {
            work.run();
        } finally {
            flush();
            terminal.handle(Terminal.Signal.INT, handler);
            terminal.setAttributes(before);
        }
    }

    /** What may fail as a statement does. */
    interface Work {
        void run() throws java.sql.SQLException;
    }

    Consumer<String> lines() {
        return this::line;
    }

    /** How many characters wide a text is shown. */
    static int widthOf(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            if (c < 0x7f) {
                width++;
                i++;
            } else {
                int point = text.codePointAt(i);
                width += Math.max(0, WCWidth.wcwidth(point));
                i += Character.charCount(point);
            }
        }
        return width;
    }

    /** A text in one line without anything that a terminal would obey. */
    static String printable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return escaped(text);
            }
        }
        return text;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> {
                    if (Character.isISOControl(c)) {
                        escaped.append(String.format("\\x%02x", (int) c));
                    } else {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }
}
