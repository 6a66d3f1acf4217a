// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.executor.state.GrowableBytes;
import io.weir.spi.batch.Utf8;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedWordsTest {
    @Test
    void wordsComeBackAsTheyWere() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        GrowableBytes bytes = new GrowableBytes();
        for (int trial = 0; trial < 500; trial++) {
            long[] words = new long[random.nextInt(200)];
            long word = 0;
            for (int i = 0; i < words.length; i++) {
                if (random.nextInt(10) == 0) {
                    word = random.nextInt(3) - 1;
                }
                words[i] = word == 1 ? random.nextLong() : word;
            }
            PackedWords.write(words, bytes);
            long[] read = new long[words.length];
            PackedWords.read(new Utf8().set(bytes.bytes(), 0, bytes.length()), read);
            assertThat(read).as("seed %d, trial %d", seed, trial).isEqualTo(words);
        }
    }

    @Test
    void runsAreShort() {
        GrowableBytes bytes = new GrowableBytes();
        PackedWords.write(new long[] {5, 0, 0, 0, 7, -1, -1, -1, -1}, bytes);
        assertThat(bytes.length()).isEqualTo(4 + 2 * Long.BYTES);
    }
}
