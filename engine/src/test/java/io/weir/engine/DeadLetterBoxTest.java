// SPDX-License-Identifier: Apache-2.0
package io.weir.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.executor.deadletter.DeadLetter;
import io.weir.spi.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadLetterBoxTest {
    private final DeadLetterBox box = new DeadLetterBox(3, 10_000);

    private void add(String job, long epoch, String record, int weight) {
        box.add(new DeadLetter(
                job,
                epoch,
                0,
                null,
                "Project",
                ErrorCode.DIVISION_BY_ZERO,
                "division by zero",
                record.getBytes(StandardCharsets.UTF_8),
                weight));
    }

    private List<String> letters() {
        return box.letters().stream()
                .map(letter -> letter.job() + letter.epoch() + " " + new String(letter.record(), StandardCharsets.UTF_8)
                        + " " + letter.weight())
                .toList();
    }

    @Test
    void theOldestLeave() {
        for (String record : List.of("a", "b", "c", "d")) {
            add("j", 1, record, 1);
        }
        assertThat(letters()).containsExactly("j1 b 1", "j1 c 1", "j1 d 1");
    }

    @Test
    void aLargeOneLeavesWhenThereIsNoRoomForIt() {
        add("j", 1, "a", 1);
        add("j", 1, "b".repeat(9_900), 1);
        assertThat(letters()).hasSize(0);
        add("j", 1, "c", 1);
        assertThat(letters()).containsExactly("j1 c 1");
    }

    @Test
    void whatIsTakenBackIsNotShown() {
        add("j", 1, "a", 1);
        add("j", 2, "a", -1);
        add("k", 2, "a", 1);
        assertThat(letters()).containsExactly("k2 a 1");
    }

    @Test
    void whatIsTakenBackMakesRoomBeforeOthersLeave() {
        add("j", 1, "a", 1);
        add("j", 1, "b", 1);
        add("j", 2, "b", -1);
        add("j", 2, "c", 1);
        add("j", 2, "d", 1);
        assertThat(letters()).containsExactly("j1 a 1", "j2 c 1", "j2 d 1");
    }

    @Test
    void aJobThatGoesBackEntersItsLettersOnceMore() {
        add("j", 1, "a", 1);
        add("k", 9, "a", 1);
        add("j", 2, "a", -1);
        box.rewind("j", 1);
        assertThat(letters()).containsExactly("j1 a 1", "k9 a 1");
        add("j", 2, "a", -1);
        assertThat(letters()).containsExactly("k9 a 1");
    }
}
