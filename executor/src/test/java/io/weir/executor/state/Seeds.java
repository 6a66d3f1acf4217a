// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import java.util.SplittableRandom;

/** Runs a random check many times, each time with a seed that is named when it fails; {@code -Dseed=N} repeats one. */
public final class Seeds {
    /** Whether {@code -Dlong=true} asks for the long form of random checks. */
    public static final boolean LONG = Boolean.getBoolean("long");

    private Seeds() {}

    public interface Check {
        void run(SplittableRandom random) throws Exception;
    }

    public static void check(int rounds, Check check) {
        Long one = Long.getLong("seed");
        long first = one != null ? one : System.nanoTime();
        int times = one != null ? 1 : LONG ? 50 * rounds : rounds;
        for (int i = 0; i < times; i++) {
            long seed = first + i;
            try {
                check.run(new SplittableRandom(seed));
            } catch (Exception | AssertionError e) {
                throw new AssertionError("failed with -Dseed=" + seed, e);
            }
        }
    }
}
