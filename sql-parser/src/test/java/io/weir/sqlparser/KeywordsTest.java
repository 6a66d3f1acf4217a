// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeywordsTest {
    @Test
    void allWordsOfTheGrammarAreListed() {
        assertThat(Keywords.all())
                .isSorted()
                .contains("SELECT", "WATERMARK", "TABLES", "TIMESTAMP_LTZ", "MATCH_RECOGNIZE");
        assertThat(Keywords.all()).allMatch(word -> word.matches("[A-Z][A-Z0-9_]*"));
    }

    @Test
    void someMustBeQuotedToBeNames() {
        assertThat(Keywords.isReserved("select")).isTrue();
        assertThat(Keywords.isReserved("User")).isTrue();
        assertThat(Keywords.isReserved("value")).isFalse();
        assertThat(Keywords.isReserved("amount")).isFalse();
    }
}
