// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import static io.weir.functions.Call.assertFails;
import static io.weir.functions.Call.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternFunctionsTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\"\", \"\", true",
                "\"\", %, true",
                "\"\", _, false",
                "a, \"\", false",
                "weir, weir, true",
                "weir, wei, false",
                "weir, we%, true",
                "weir, %ir, true",
                "weir, %e%, true",
                "weir, %x%, false",
                "weir, w_i%, true",
                "weir, ____, true",
                "weir, ___, false",
                "weir, %____%, true",
                "weir, %_____%, false",
                "weir, %%r, true",
                "aa, a%a, true",
                "a, a%a, false",
                "abcabd, %ab_, true",
                "abab, ab%ab%ab, false",
                "a€😀b, a__b, true",
                "a€😀b, %€_b, true",
                "a€😀b, a_%b, true",
                "a€b, a___b, false",
                "a.b, a.b, true",
                "axb, a.b, false"
            })
    void like(String text, String pattern, boolean matches) {
        assertThat(call("LIKE", text, pattern)).isEqualTo(matches);
    }

    @Test
    void likeWithEscape() {
        assertThat(call("LIKE", "5%", "5!%", "!")).isEqualTo(true);
        assertThat(call("LIKE", "5x", "5!%", "!")).isEqualTo(false);
        assertThat(call("LIKE", "a_b!", "%!_b!!", "!")).isEqualTo(true);
        assertThat(call("LIKE", "%", "€%", "€")).isEqualTo(true);
        assertThat(call("LIKE", "ab", "a%", "")).isEqualTo(true);
        assertFails(ErrorCode.INVALID_ARGUMENT, "LIKE", "ab", "a!b", "!");
        assertFails(ErrorCode.INVALID_ARGUMENT, "LIKE", "ab", "ab!", "!");
        assertFails(ErrorCode.INVALID_ARGUMENT, "LIKE", "ab", "ab", "!!");
    }

    @Test
    void likeAgreesWithARegularExpressionOnRandomTexts() {
        SplittableRandom random = new SplittableRandom(31);
        for (int i = 0; i < 50_000; i++) {
            String text = random(random, "abé", 12);
            String pattern = random(random, "abé%%_", 8);
            boolean expected = Pattern.compile(pattern.replace("%", ".*").replace('_', '.'), Pattern.DOTALL)
                    .matcher(text)
                    .matches();
            assertThat(PatternFunctions.like(Utf8.of(text), Utf8.of(pattern)))
                    .as("%s LIKE %s", text, pattern)
                    .isEqualTo(expected);
        }
    }

    private static String random(SplittableRandom random, String letters, int lengthMax) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(lengthMax + 1); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    @Test
    void similarTo() {
        assertThat(call("SIMILAR_TO", "weir", "(w|b)e%")).isEqualTo(true);
        assertThat(call("SIMILAR_TO", "weir", "we")).isEqualTo(false);
        assertThat(call("SIMILAR_TO", "a.b", "a.b")).isEqualTo(true);
        assertThat(call("SIMILAR_TO", "axb", "a.b")).isEqualTo(false);
        assertThat(call("SIMILAR_TO", "axb", "a_b")).isEqualTo(true);
        assertThat(call("SIMILAR_TO", "aaa", "a{2,3}")).isEqualTo(true);
        assertThat(call("SIMILAR_TO", "x\ny", "x%")).isEqualTo(true);
        assertThat(call("SIMILAR_TO", "\\", "[\\]")).isEqualTo(true);
        assertThat(call("SIMILAR_TO", "%", "!%", "!")).isEqualTo(true);
        assertFails(ErrorCode.INVALID_REGEX, "SIMILAR_TO", "a", "(a");
        assertFails(ErrorCode.INVALID_ARGUMENT, "SIMILAR_TO", "a", "a", "ab");
    }

    @Test
    void regularExpressions() {
        assertThat(call("REGEXP", "weir 42", "[0-9]+")).isEqualTo(true);
        assertThat(call("REGEXP_LIKE", "weir", "^e")).isEqualTo(false);
        assertThat(call("REGEXP_EXTRACT", "foothebar", "foo(.*?)(bar)", 1)).isEqualTo("the");
        assertThat(call("REGEXP_EXTRACT", "foothebar", "foo(.*?)(bar)")).isEqualTo("foothebar");
        assertThat(call("REGEXP_EXTRACT", "weir", "(x)|w", 1)).isNull();
        assertThat(call("REGEXP_EXTRACT", "weir", "x")).isNull();
        assertThat(call("REGEXP_EXTRACT", "€é😀", "é.")).isEqualTo("é😀");
        assertThat(call("REGEXP_COUNT", "a1b22c333", "[0-9]+")).isEqualTo(3);
        assertThat(call("REGEXP_INSTR", "€é42", "[0-9]")).isEqualTo(3);
        assertThat(call("REGEXP_INSTR", "€é", "[0-9]")).isEqualTo(0);
        assertThat(call("REGEXP_EXTRACT_ALL", "a1b22", "[0-9]+")).isEqualTo(List.of("1", "22"));
        assertFails(ErrorCode.INVALID_ARGUMENT, "REGEXP_EXTRACT", "a", "(a)", 2);
        assertFails(ErrorCode.INVALID_ARGUMENT, "REGEXP_EXTRACT", "a", "(a)", -1);
    }

    @Test
    void replacementsAreTakenAsTheyAre() {
        assertThat(call("REGEXP_REPLACE", "foobar", "oo|ar", "$1\\")).isEqualTo("f$1\\b$1\\");
        assertThat(call("REGEXP_REPLACE", "a€b", "", "-")).isEqualTo("-a-€-b-");
        assertThat(call("REGEXP_REPLACE", "abc", "b*", "-")).isEqualTo("abc".replaceAll("b*", "-"));
        assertThat(call("REGEXP_REPLACE", "aaa", "^a", "b")).isEqualTo("baa");
        assertThat(call("REGEXP_REPLACE", "weir", "x", "y")).isEqualTo("weir");
    }

    @ParameterizedTest
    @CsvSource({"(", "a**", "[z-a]", "\\1", "(?=a)", "a{1001}", "((a{100}){100}){100}", "((((a{50}){50}){50}){50}"})
    void malformedAndHugeExpressionsFail(String regex) {
        assertFails(ErrorCode.INVALID_REGEX, "REGEXP", "a", regex);
    }

    @Test
    void deepNestingFails() {
        assertFails(ErrorCode.INVALID_REGEX, "REGEXP", "a", "(".repeat(5_000) + "a" + ")".repeat(5_000));
        assertFails(ErrorCode.INVALID_REGEX, "REGEXP", "a", "a".repeat(100_000));
    }

    @Test
    void theCacheForgetsAndStaysRight() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 2_000; i++) {
                assertThat(call("LIKE", "x" + i + "y", "x" + i + "%")).isEqualTo(true);
                assertThat(call("LIKE", "x" + i, "x" + (i + 1))).isEqualTo(false);
            }
        }
    }
}
