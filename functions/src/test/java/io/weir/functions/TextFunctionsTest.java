// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import static io.weir.functions.Call.assertFails;
import static io.weir.functions.Call.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import org.junit.jupiter.api.Test;

class TextFunctionsTest {
    private static final String FAMILY = "👩‍👧é";

    @Test
    void lengthCountsCodePoints() {
        assertThat(call("CHAR_LENGTH", "")).isEqualTo(0);
        assertThat(call("length", "Grüße, dear reader")).isEqualTo(18);
        assertThat(call("CHARACTER_LENGTH", FAMILY)).isEqualTo(4);
        assertThat(call("CHAR_LENGTH", "日本語日本語日本語x")).isEqualTo(10);
        assertThat(call("CHAR_LENGTH", (Object) null)).isNull();
        assertThat(call("OCTET_LENGTH", "€")).isEqualTo(3);
    }

    @Test
    void caseFollowsUnicode() {
        assertThat(call("UPPER", "abc-xyz{123")).isEqualTo("ABC-XYZ{123");
        assertThat(call("LOWER", "ABC-XYZ[123")).isEqualTo("abc-xyz[123");
        assertThat(call("UPPER", "straße é")).isEqualTo("STRASSE É");
        assertThat(call("LOWER", "ΟΔΟΣ İ")).isEqualTo("οδος i̇");
        assertThat(call("INITCAP", "o'neill über ALLES 4th ǆ")).isEqualTo("O'Neill Über Alles 4th ǅ");
    }

    @Test
    void textInTheWantedCaseIsGivenBackItself() {
        Utf8 text = Utf8.of("xWEIR 1x").slice(1, 6);
        assertThat(TextFunctions.upper(text)).isSameAs(text);
        assertThat(TextFunctions.lower(text)).hasToString("weir 1");
        assertThat(TextFunctions.upper(Utf8.EMPTY)).isSameAs(Utf8.EMPTY);
    }

    @Test
    void concatIsNullForANullAndConcatWsSkipsIt() {
        assertThat(call("CONCAT", "a")).isEqualTo("a");
        assertThat(call("CONCAT", "a", "", "ü", "c")).isEqualTo("aüc");
        assertThat(call("CONCAT", "a", null)).isNull();
        assertThat(call("CONCAT_WS", "-", "a", null, "", "c")).isEqualTo("a--c");
        assertThat(call("CONCAT_WS", "-", null, null)).isEqualTo("");
        assertThat(call("CONCAT_WS", null, "a")).isNull();
    }

    @Test
    void repeatIsBounded() {
        assertThat(call("REPEAT", "ab", 3)).isEqualTo("ababab");
        assertThat(call("REPEAT", "é", 1)).isEqualTo("é");
        assertThat(call("REPEAT", "ab", -1)).isEqualTo("");
        assertThat(call("REPEAT", "", Integer.MAX_VALUE)).isEqualTo("");
        assertFails(ErrorCode.INVALID_ARGUMENT, "REPEAT", "ab", Integer.MAX_VALUE);
        assertFails(ErrorCode.INVALID_ARGUMENT, "CONCAT", "x".repeat(9 << 20), "x".repeat(9 << 20));
    }

    @Test
    void reverseKeepsCodePointsWhole() {
        assertThat(call("REVERSE", "a€😀b")).isEqualTo("b😀€a");
    }

    @Test
    void codePointsOfCharacters() {
        assertThat(call("ASCII", "")).isEqualTo(0);
        assertThat(call("ASCII", "😀")).isEqualTo(0x1F600);
        assertThat(call("CHR", 0x1F600)).isEqualTo("😀");
        assertThat(call("CHR", 0x20AC)).isEqualTo("€");
        assertThat(call("CHR", 233)).isEqualTo("é");
        assertFails(ErrorCode.INVALID_ARGUMENT, "CHR", 0);
        assertFails(ErrorCode.INVALID_ARGUMENT, "CHR", 0xD800);
        assertFails(ErrorCode.INVALID_ARGUMENT, "CHR", Long.MAX_VALUE);
    }

    @Test
    void eltPicksByNumber() {
        assertThat(call("ELT", 1, "a", "b")).isEqualTo("a");
        assertThat(call("ELT", 3, "a", "b")).isNull();
        assertThat(call("ELT", 0, "a", "b")).isNull();
    }
}
