// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import static io.weir.functions.Call.assertFails;
import static io.weir.functions.Call.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.error.ErrorCode;
import org.junit.jupiter.api.Test;

class PieceFunctionsTest {
    @Test
    void substringCountsCodePointsFromOneOrFromTheEnd() {
        assertThat(call("SUBSTRING", "a€😀bc", 2)).isEqualTo("€😀bc");
        assertThat(call("SUBSTRING", "a€😀bc", 2, 2)).isEqualTo("€😀");
        assertThat(call("SUBSTRING", "a€😀bc", -3, 2)).isEqualTo("😀b");
        assertThat(call("SUBSTRING", "abc", 0, 2)).isEqualTo("ab");
        assertThat(call("SUBSTRING", "abc", 4)).isEqualTo("");
        assertThat(call("SUBSTRING", "abc", -4, 2)).isEqualTo("");
        assertThat(call("SUBSTR", "abc", 1, Integer.MAX_VALUE)).isEqualTo("abc");
        assertThat(call("SUBSTR", "abc", Integer.MIN_VALUE, 1)).isEqualTo("");
        assertThat(call("SUBSTR", "a text of more than eight bytes", 12, 4)).isEqualTo("ore ");
        assertThat(call("SUBSTR", "abc", 1, null)).isNull();
        assertFails(ErrorCode.SUBSTRING, "SUBSTRING", "abc", 1, -1);
    }

    @Test
    void leftAndRightCut() {
        assertThat(call("LEFT", "€uro", 2)).isEqualTo("€u");
        assertThat(call("LEFT", "€uro", -2)).isEqualTo("");
        assertThat(call("LEFT", "€uro", Integer.MAX_VALUE)).isEqualTo("€uro");
        assertThat(call("RIGHT", "eur😀", 2)).isEqualTo("r😀");
        assertThat(call("RIGHT", "eur😀", 0)).isEqualTo("");
        assertThat(call("RIGHT", "eur😀", Integer.MIN_VALUE)).isEqualTo("");
        assertThat(call("RIGHT", "eur😀", 9)).isEqualTo("eur😀");
    }

    @Test
    void splitIndexCountsFromZeroAndGivesNull() {
        assertThat(call("SPLIT_INDEX", "a--b--", "--", 0)).isEqualTo("a");
        assertThat(call("SPLIT_INDEX", "a--b--", "--", 2)).isEqualTo("");
        assertThat(call("SPLIT_INDEX", "a--b--", "--", 3)).isNull();
        assertThat(call("SPLIT_INDEX", "a--b--", "--", -1)).isNull();
        assertThat(call("SPLIT_INDEX", "ab", "", 0)).isEqualTo("ab");
    }

    @Test
    void splitPartCountsFromOneOrFromTheEndAndGivesEmptyText() {
        assertThat(call("SPLIT_PART", "a,ü,c", ",", 2)).isEqualTo("ü");
        assertThat(call("SPLIT_PART", "a,b,c", ",", -1)).isEqualTo("c");
        assertThat(call("SPLIT_PART", "a,b,c", ",", -4)).isEqualTo("");
        assertThat(call("SPLIT_PART", "a,b,c", ",", Integer.MIN_VALUE)).isEqualTo("");
        assertThat(call("SPLIT_PART", "a,b,c", ",", Integer.MAX_VALUE)).isEqualTo("");
        assertThat(call("SPLIT_PART", "abc", "", 1)).isEqualTo("abc");
        assertFails(ErrorCode.INVALID_ARGUMENT, "SPLIT_PART", "a", ",", 0);
    }
}
