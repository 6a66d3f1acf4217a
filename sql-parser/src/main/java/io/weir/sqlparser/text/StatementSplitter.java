// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.text;

import java.util.ArrayList;
import java.util.List;

/** Cuts a script into its statements at the semicolons outside literals, comments and statement sets. */
public final class StatementSplitter {
    /**
     * One statement.
     *
     * @param start where its first word begins
     * @param end behind its last lexeme, the semicolon left out
     * @param terminated whether a semicolon follows
     */
    public record Piece(int start, int end, boolean terminated) {}

    private StatementSplitter() {}

    public static List<Piece> split(String text) {
        return split(new Lexer(text));
    }

    /** Whether nothing is missing: no quote, comment or statement is open, and the last one ends with a semicolon. */
    public static boolean isComplete(String text) {
        Lexer lexer = new Lexer(text);
        List<Piece> pieces = split(lexer);
        return !lexer.isOpen()
                && lexer.openComment() < 0
                && (pieces.isEmpty() || pieces.get(pieces.size() - 1).terminated());
    }

    private static List<Piece> split(Lexer lexer) {
        List<Piece> pieces = new ArrayList<>();
        StatementSet set = new StatementSet();
        int start = -1;
        int end = -1;
        while (lexer.next()) {
            if (lexer.is(";") && !set.isOpen()) {
                if (start >= 0) {
                    pieces.add(new Piece(start, end, true));
                }
                start = -1;
                set = new StatementSet();
            } else {
                start = start < 0 ? lexer.start() : start;
                end = lexer.end();
                set.take(lexer);
            }
        }
        if (start >= 0) {
            pieces.add(new Piece(start, end, false));
        }
        return pieces;
    }

    /** Follows the words of one statement to know whether it is within STATEMENT SET ... END. */
    private static final class StatementSet {
        private enum Place {
            BEFORE,
            /** The words until here may open a set: BEGIN, EXECUTE, EXPLAIN, PLAN and FOR. */
            LEADING,
            STATEMENT,
            /** Within; the next word begins an INSERT or is END. */
            AT_STATEMENT,
            WITHIN,
            NONE
        }

        private Place place = Place.BEFORE;

        boolean isOpen() {
            return place == Place.AT_STATEMENT || place == Place.WITHIN;
        }

        void take(Lexer lexer) {
            place = switch (place) {
                case BEFORE, LEADING -> leading(lexer);
                case STATEMENT -> lexer.is("SET") ? Place.WITHIN : Place.NONE;
                case AT_STATEMENT -> lexer.is("END") ? Place.NONE : within(lexer);
                case WITHIN -> within(lexer);
                case NONE -> Place.NONE;
            };
        }

        private static Place leading(Lexer lexer) {
            if (lexer.is("STATEMENT")) {
                return Place.STATEMENT;
            }
            boolean mayLead = lexer.is("BEGIN")
                    || lexer.is("EXECUTE")
                    || lexer.is("EXPLAIN")
                    || lexer.is("PLAN")
                    || lexer.is("FOR")
                    || lexer.is("FORMAT")
                    || lexer.is("JSON")
                    || lexer.is("TEXT")
                    || lexer.is("(")
                    || lexer.is(")");
            return mayLead ? Place.LEADING : Place.NONE;
        }

        private static Place within(Lexer lexer) {
            return lexer.is(";") || lexer.is("BEGIN") ? Place.AT_STATEMENT : Place.WITHIN;
        }
    }
}
