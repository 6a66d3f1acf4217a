// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.error.SourceSpan;
import org.junit.jupiter.api.Test;

class SourceTextTest {
    private final SourceText text = new SourceText("ab\ncd\r\nef\rgh\n");

    @Test
    void linesEndWithAnyLineBreak() {
        assertThat(text.offset(1, 1)).isZero();
        assertThat(text.offset(2, 2)).isEqualTo(4);
        assertThat(text.offset(3, 1)).isEqualTo(7);
        assertThat(text.offset(4, 1)).isEqualTo(10);
        assertThat(text.offset(5, 1)).isEqualTo(13);
    }

    @Test
    void aPlaceIsCutOut() {
        SourceSpan span = text.span(1, 8);

        assertThat(span).isEqualTo(new SourceSpan(1, 2, 3, 1));
        assertThat(text.slice(span)).isEqualTo("b\ncd\r\ne");
    }

    @Test
    void anEmptyPlaceHasOneColumn() {
        assertThat(text.span(3, 3)).isEqualTo(SourceSpan.at(2, 1));
        assertThat(new SourceText("a  ").end()).isEqualTo(SourceSpan.at(1, 2));
        assertThat(new SourceText("").end()).isEqualTo(SourceSpan.at(1, 1));
    }
}
