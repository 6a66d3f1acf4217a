// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import static io.weir.functions.Call.assertFails;
import static io.weir.functions.Call.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import org.junit.jupiter.api.Test;

class EditFunctionsTest {
    @Test
    void replaceTakesAllPlaces() {
        assertThat(call("REPLACE", "banana", "an", "€")).isEqualTo("b€€a");
        assertThat(call("REPLACE", "banana", "", "x")).isEqualTo("banana");
        assertThat(call("REPLACE", "aaa", "aa", "")).isEqualTo("a");
        Utf8 text = Utf8.of("abc");
        assertThat(EditFunctions.replace(text, Utf8.of("x"), Utf8.of("y"))).isSameAs(text);
        assertFails(ErrorCode.INVALID_ARGUMENT, "REPLACE", "a".repeat(1 << 20), "a", "b".repeat(32));
    }

    @Test
    void overlayWritesOver() {
        assertThat(call("OVERLAY", "Txxxxas", "hom", 2, 4)).isEqualTo("Thomas");
        assertThat(call("OVERLAY", "Txxxxas", "hom", 2)).isEqualTo("Thomxas");
        assertThat(call("OVERLAY", "a€😀b", "xy", 2, 1)).isEqualTo("axy😀b");
        assertThat(call("OVERLAY", "abc", "x", 2, 0)).isEqualTo("axbc");
        assertThat(call("OVERLAY", "abc", "x", 2, Integer.MAX_VALUE)).isEqualTo("ax");
        assertThat(call("OVERLAY", "abc", "x", 0)).isEqualTo("abc");
        assertThat(call("OVERLAY", "abc", "x", 4)).isEqualTo("abc");
        assertFails(ErrorCode.SUBSTRING, "OVERLAY", "abc", "x", 1, -1);
    }

    @Test
    void translateMapsCharacters() {
        assertThat(call("TRANSLATE", "12345", "143", "ax")).isEqualTo("a2x5");
        assertThat(call("TRANSLATE", "a€😀", "€😀", "é€")).isEqualTo("aé€");
        assertThat(call("TRANSLATE", "aab", "aa", "xy")).isEqualTo("xxb");
        String alphabet = "abcdefghijklmnopqrstuvwxyzäöüABCDEFGHIJKLMNOPQRSTUVWXYZ";
        assertThat(call("TRANSLATE", "weir-ä", alphabet, alphabet.substring(1) + "a"))
                .isEqualTo("xfjs-ö");
    }

    @Test
    void paddingIsRepeatedAndCut() {
        assertThat(call("LPAD", "7", 3, "0")).isEqualTo("007");
        assertThat(call("LPAD", "hi", 7, "x€y")).isEqualTo("x€yx€hi");
        assertThat(call("LPAD", "hello", 2, "x")).isEqualTo("he");
        assertThat(call("LPAD", "€", 3)).isEqualTo("  €");
        assertThat(call("RPAD", "ab", 5, ".-")).isEqualTo("ab.-.");
        assertThat(call("RPAD", "ab", 0)).isEqualTo("");
        assertThat(call("RPAD", "ab", -1)).isNull();
        assertThat(call("RPAD", "ab", 5, "")).isNull();
        assertFails(ErrorCode.INVALID_ARGUMENT, "RPAD", "ab", Integer.MAX_VALUE, "x");
        assertFails(ErrorCode.INVALID_ARGUMENT, "LPAD", "ab", Integer.MAX_VALUE, "😀");
    }

    @Test
    void trimCutsASetOfCharacters() {
        assertThat(call("BTRIM", "  a b ")).isEqualTo("a b");
        assertThat(call("LTRIM", "\t a")).isEqualTo("\t a");
        assertThat(call("RTRIM", "a  ")).isEqualTo("a");
        assertThat(call("BTRIM", "€xé-é€", "é€")).isEqualTo("xé-");
        assertThat(call("TRIM_LEADING", "ab", "abcab")).isEqualTo("cab");
        assertThat(call("TRIM_TRAILING", "ab", "abcab")).isEqualTo("abc");
        assertThat(call("TRIM_BOTH", "ab", "abab")).isEqualTo("");
        assertThat(call("TRIM_BOTH", "", " a ")).isEqualTo(" a ");
        assertThat(call("BTRIM", "~@a@~", "~@")).isEqualTo("a");
    }

    @Test
    void checks() {
        assertThat(call("IS_ALPHA", "Größe")).isEqualTo(true);
        assertThat(call("IS_ALPHA", "")).isEqualTo(false);
        assertThat(call("IS_ALPHA", "a b")).isEqualTo(false);
        assertThat(call("IS_DIGIT", "0９")).isEqualTo(true);
        assertThat(call("IS_DIGIT", "1.0")).isEqualTo(false);
        assertThat(call("IS_DECIMAL", " +1.5e-3 ")).isEqualTo(true);
        assertThat(call("IS_DECIMAL", "1e")).isEqualTo(false);
        assertThat(call("IS_DECIMAL", "")).isEqualTo(false);
    }
}
