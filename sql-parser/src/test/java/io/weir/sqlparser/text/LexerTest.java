// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LexerTest {
    @Test
    void lexemesAreToldApart() {
        assertThat(lexemes("SELECT a1, 'it''s' || \"x\"\"y\" -- c\n+ `b` /* ; */ 1.5e-3 :: E'\\'' X'0' /*+ h */"))
                .containsExactly(
                        "WORD SELECT",
                        "WORD a1",
                        "SYMBOL ,",
                        "STRING 'it''s'",
                        "SYMBOL ||",
                        "QUOTED_NAME \"x\"\"y\"",
                        "SYMBOL +",
                        "QUOTED_NAME `b`",
                        "NUMBER 1.5e-3",
                        "SYMBOL ::",
                        "STRING E'\\''",
                        "STRING X'0'",
                        "SYMBOL /*+",
                        "WORD h",
                        "SYMBOL */");
    }

    @Test
    void aBackslashIsAnOrdinaryCharacterInAPlainText() {
        assertThat(lexemes("'\\' + Me'x'")).containsExactly("STRING '\\'", "SYMBOL +", "WORD Me", "STRING 'x'");
    }

    @Test
    void whatIsOpenIsKnown() {
        Lexer text = new Lexer("a 'b");
        while (text.next()) {
            assertThat(text.start()).isLessThan(3);
        }
        assertThat(text.isOpen()).isTrue();

        Lexer comment = new Lexer("a /* b *");
        assertThat(comment.next()).isTrue();
        assertThat(comment.next()).isFalse();
        assertThat(comment.openComment()).isEqualTo(2);
        assertThat(comment.isOpen()).isFalse();
    }

    @Test
    void twoNumbersAndARangeAreLexedWithoutEnd() {
        assertThat(lexemes("1 .5 1e 1e+ 1..2 a.b.c")).isNotEmpty();
        assertThat(lexemes("")).isEmpty();
    }

    private static List<String> lexemes(String text) {
        List<String> found = new ArrayList<>();
        Lexer lexer = new Lexer(text);
        while (lexer.next()) {
            found.add(lexer.kind() + " " + lexer.text());
        }
        return found;
    }
}
