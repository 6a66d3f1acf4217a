// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.Determinism;
import io.weir.spi.function.Hidden;
import io.weir.spi.function.RowError;
import io.weir.spi.function.SqlFunction;
import java.util.random.RandomGenerator;

/** What differs from row to row by chance. The source of chance is handed in, so that a run under a seed repeats. */
public final class RandomFunctions {
    private static final String GROUP = "random";

    private RandomFunctions() {}

    @SqlFunction(
            name = "RAND",
            doc = "A random number from 0 to below 1.",
            example = "RAND() < 1",
            group = GROUP,
            determinism = Determinism.VOLATILE)
    public static double rand(@Hidden(Hidden.Kind.RANDOM) RandomGenerator random) {
        return random.nextDouble();
    }

    @SqlFunction(
            name = "RAND_INTEGER",
            doc = "A random whole number from 0 to below the bound. Fails if the bound is not positive.",
            example = "RAND_INTEGER(6) < 6",
            group = GROUP,
            determinism = Determinism.VOLATILE)
    public static int randInteger(int bound, @Hidden(Hidden.Kind.RANDOM) RandomGenerator random) {
        if (bound <= 0) {
            throw RowError.of(ErrorCode.INVALID_ARGUMENT);
        }
        return random.nextInt(bound);
    }

    @SqlFunction(
            name = "UUID",
            doc = "A random identifier by RFC 9562 (version 4), in 36 characters.",
            example = "CHAR_LENGTH(UUID()) = 36",
            group = GROUP,
            determinism = Determinism.VOLATILE)
    public static Utf8 uuid(@Hidden(Hidden.Kind.RANDOM) RandomGenerator random) {
        long high = random.nextLong() & ~0xF000L | 0x4000L;
        long low = random.nextLong() & ~(3L << 62) | 2L << 62;
        byte[] text = new byte[36];
        int at = 0;
        for (int digit = 0; digit < 32; digit++) {
            if (digit == 8 || digit == 12 || digit == 16 || digit == 20) {
                text[at++] = '-';
            }
            long half = digit < 16 ? high : low;
            int value = (int) (half >>> 60 - 4 * (digit & 15)) & 15;
            text[at++] = (byte) (value < 10 ? '0' + value : 'a' + value - 10);
        }
        return Utf8.of(text);
    }
}
