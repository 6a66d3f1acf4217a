// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.sqlparser.text.Lexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Changes statements lexeme by lexeme. Whatever comes of it parses, and then does so again from its plain text, or is
 * refused with an error of ours whose place lies within the text. {@code -Dseed=N} repeats a run, {@code -Drounds=N}
 * makes it longer.
 */
class MutationTest {
    private static final String[] SPICE = {
        "(",
        ")",
        "[",
        "]",
        "<",
        ">",
        ",",
        ";",
        ".",
        "'",
        "\"",
        "`",
        "/*",
        "*/",
        "--",
        "/*+",
        "::",
        "->",
        "=>",
        "?",
        "*",
        "{",
        "}",
        ":",
        "NULL",
        "NOT",
        "CASE",
        "END",
        "SELECT",
        "FROM",
        "WITH",
        "AS",
        "IN",
        "BETWEEN",
        "LIKE",
        "INTERVAL",
        "ROW",
        "ARRAY",
        "TABLE",
        "VALUES",
        "1e5",
        "0",
        "''",
        "\"x\"",
        "U&'\\0041'",
        "E'\\t'",
        "X'00'",
        "\u00e9",
        "\ud83d\ude00",
        "\0",
        "BEGIN",
        "STATEMENT",
        "SET",
        "\n",
        "DATE",
        "TIMESTAMP",
        "OFFSET",
        "PARTITION",
        "ORDER BY",
        "PRIMARY KEY",
        "$",
    };

    @Test
    void onlyOurErrorsComeOut() {
        long seed = Long.getLong("seed", System.nanoTime());
        int rounds = Integer.getInteger("rounds", 4_000);
        System.out.println("MutationTest: -Dseed=" + seed);
        Random random = new Random(seed);
        List<String> corpus = Corpus.all();
        for (int round = 0; round < rounds; round++) {
            String sql = mutated(corpus.get(random.nextInt(corpus.size())), random);
            check(sql, "seed " + seed + ", round " + round + ": " + sql);
        }
    }

    private static void check(String sql, String description) {
        try {
            for (ParsedStatement parsed : StatementParser.parse(sql)) {
                String plain = parsed.statement().toSql();
                assertThat(StatementParser.parse(plain))
                        .as(description)
                        .singleElement()
                        .extracting(ParsedStatement::statement)
                        .isEqualTo(parsed.statement());
            }
        } catch (SqlException e) {
            assertThat(e.code()).as(description).isNotEqualTo(ErrorCode.INTERNAL);
            assertThat(e.getCause()).as(description).isNull();
            SourceSpan span = e.span();
            assertThat(span).as(description).isNotNull();
            assertThat(span.line())
                    .as(description)
                    .isBetween(1, (int) sql.lines().count() + 1);
            assertThat(e.render(sql)).as(description).isNotBlank();
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(description, e);
        }
    }

    private static String mutated(String sql, Random random) {
        List<String> pieces = pieces(sql);
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(pieces.size());
            switch (random.nextInt(6)) {
                case 0 -> pieces.set(at, " ");
                case 1 -> pieces.add(at, " " + SPICE[random.nextInt(SPICE.length)] + " ");
                case 2 -> pieces.set(at, SPICE[random.nextInt(SPICE.length)]);
                case 3 -> pieces.add(at, pieces.get(random.nextInt(pieces.size())));
                case 4 -> pieces.set(at, scrambled(pieces.get(at), random));
                default -> pieces.set(at, pieces.get(random.nextInt(pieces.size())));
            }
        }
        return String.join("", pieces);
    }

    /** The lexemes and what lies between them. */
    private static List<String> pieces(String sql) {
        List<String> pieces = new ArrayList<>();
        Lexer lexer = new Lexer(sql);
        int end = 0;
        while (lexer.next()) {
            if (lexer.start() > end) {
                pieces.add(sql.substring(end, lexer.start()));
            }
            pieces.add(lexer.text());
            end = lexer.end();
        }
        return pieces;
    }

    private static String scrambled(String piece, Random random) {
        if (piece.length() < 2) {
            return piece;
        }
        StringBuilder changed = new StringBuilder(piece);
        int at = random.nextInt(piece.length() - 1);
        char swapped = changed.charAt(at);
        changed.setCharAt(at, changed.charAt(at + 1));
        changed.setCharAt(at + 1, swapped);
        return changed.toString();
    }
}
