// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import static io.weir.functions.Call.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.batch.Utf8;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SearchFunctionsTest {
    @Test
    void placesAreCountedInCodePoints() {
        assertThat(call("POSITION", "b", "a€😀bc")).isEqualTo(4);
        assertThat(call("POSITION", "", "abc")).isEqualTo(1);
        assertThat(call("POSITION", "d", "abc")).isEqualTo(0);
        assertThat(call("INSTR", "a€😀bc", "bc")).isEqualTo(4);
        assertThat(call("STRPOS", "", "")).isEqualTo(1);
        assertThat(call("LOCATE", "€", "€a€a€", 2)).isEqualTo(3);
        assertThat(call("LOCATE", "", "abc", 4)).isEqualTo(4);
        assertThat(call("LOCATE", "", "abc", 5)).isEqualTo(0);
        assertThat(call("LOCATE", "a", "abc", 0)).isEqualTo(0);
        assertThat(call("LOCATE", "a", "abc", Integer.MIN_VALUE)).isEqualTo(0);
    }

    @Test
    void startsAndEnds() {
        assertThat(call("STARTSWITH", "weir", "we")).isEqualTo(true);
        assertThat(call("STARTSWITH", "we", "weir")).isEqualTo(false);
        assertThat(call("ENDSWITH", "weir", "ir")).isEqualTo(true);
        assertThat(call("ENDSWITH", "ir", "weir")).isEqualTo(false);
        assertThat(call("ENDSWITH", "ir", "")).isEqualTo(true);
    }

    @Test
    void searchAgreesWithStringOnRandomTexts() {
        SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < 20_000; i++) {
            String text = random(random, random.nextInt(200));
            String piece = random(random, random.nextInt(8));
            int from = random.nextInt(text.length() + 1);
            assertThat(ByteSearch.indexOf(Utf8.of("#" + text).slice(1, text.length()), Utf8.of(piece), from))
                    .as("%s in %s from %d", piece, text, from)
                    .isEqualTo(text.indexOf(piece, from));
        }
    }

    @Test
    void searchIsLinearOnRepetitiveText() {
        Utf8 text = Utf8.of("a".repeat(8 << 20));
        Utf8 piece = Utf8.of("a".repeat(100_000) + "b");
        assertThat(ByteSearch.indexOf(text, piece, 0)).isEqualTo(-1);
        Utf8 end = Utf8.of("a".repeat(1 << 20) + "a".repeat(100_000) + "b");
        assertThat(ByteSearch.indexOf(end, piece, 0)).isEqualTo(1 << 20);
    }

    private static String random(SplittableRandom random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(random.nextInt(10) == 0 ? 'b' : 'a');
        }
        return text.toString();
    }
}
