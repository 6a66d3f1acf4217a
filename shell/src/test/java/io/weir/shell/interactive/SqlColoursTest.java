// SPDX-License-Identifier: Apache-2.0
package io.weir.shell.interactive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;

class SqlColoursTest {
    private static final Names NAMES = new Names(
            Set.of("SELECT", "FROM", "NAME", "K"),
            List.of(new Names.Table("t", "table", List.of(new Names.Column("name", "STRING")))),
            Set.of("UPPER"));

    private static final Map<AttributedStyle, Character> SIGNS = Map.of(
            AttributedStyle.DEFAULT, '.',
            SqlColours.KEYWORD, 'k',
            SqlColours.FUNCTION, 'f',
            SqlColours.STRING, 's',
            SqlColours.NUMBER, 'n',
            SqlColours.COMMENT, 'c',
            SqlColours.COMMAND, '\\',
            SqlColours.WRONG, '!');

    private final SqlColours colours = new SqlColours(() -> NAMES, true);

    private String signs(String sql) {
        AttributedString coloured = colours.colour(sql);
        assertThat(coloured.toString()).isEqualTo(sql);
        StringBuilder signs = new StringBuilder();
        for (int i = 0; i < coloured.length(); i++) {
            signs.append(SIGNS.getOrDefault(coloured.styleAt(i), '?'));
        }
        return signs.toString();
    }

    @Test
    void eachPartHasItsColour() {
        assertThat(signs("SELECT upper('a') + 1.5e3, \"q\" FROM t -- why"))
                .isEqualTo("kkkkkk.fffff.sss....nnnnn......kkkk...cccccc".replaceFirst("\\.\\.\\.cc", "..ccc"));
    }

    @Test
    void aNameThatIsThereIsNoKeyword() {
        assertThat(signs("select name, k from t")).isEqualTo("kkkkkk.........kkkk..");
    }

    @Test
    void whatIsOpenHasItsColourAlready() {
        assertThat(signs("select 'abc")).isEqualTo("kkkkkk.ssss");
        assertThat(signs("select /* abc")).isEqualTo("kkkkkkccccccc");
    }

    @Test
    void aCommandIsNoSql() {
        assertThat(signs("\\d select")).isEqualTo("\\".repeat(9));
    }

    @Test
    void theSameTextShowsWhereItHasFailed() {
        colours.failed("select x", 7, 8);
        assertThat(signs("  select x ")).isEqualTo("..kkkkkk.!.");
        assertThat(signs("select xy")).isEqualTo("kkkkkk...");
    }
}
