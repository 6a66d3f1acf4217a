// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import java.util.Arrays;

/**
 * Says which trials a run makes: first one seed after the other, then, as long as a form has had too few pairs, seeds whose
 * {@link Focus} has brought such forms.
 *
 * <p>A seed alone decides its trial, whatever was run before, and comes once in a run.
 */
final class Seeds {
    /** The part of the trials that comes in the order of seeds, whatever is missing. */
    private static final double IN_ORDER = 0.3;

    private final long first;
    private final int trials;
    private final int[] goals;
    private final boolean over;
    private final int foci;
    /** How many trials each focus has had, and how many pairs with each form these have brought. */
    private final int[] tries;

    private final int[][] brought;
    /** The next seed to look at for each focus, behind those that come in order. */
    private final long[] ahead;

    private int asked;
    private long ordered;

    /** @param goals of how many pairs with each form there are to be so many */
    Seeds(long first, int trials, int[] goals, boolean over) {
        this.first = first;
        this.trials = trials;
        this.goals = goals;
        this.over = over;
        this.foci = Focus.count(over);
        this.tries = new int[foci];
        this.brought = new int[foci][goals.length];
        this.ahead = new long[foci];
        Arrays.fill(ahead, first + trials);
        this.ordered = first;
    }

    /** @param counts how many pairs with each form there have been */
    long next(int[] counts) {
        int focus = asked++ < trials * IN_ORDER ? -1 : wanted(counts);
        if (focus < 0) {
            return ordered++;
        }
        while (Focus.turn(ahead[focus], over) != focus) {
            ahead[focus]++;
        }
        return ahead[focus]++;
    }

    /** Takes down what a trial has brought. */
    void ran(long seed, int[] before, int[] after) {
        int focus = Focus.turn(seed, over);
        if (focus < 0) {
            return;
        }
        tries[focus]++;
        for (int form = 0; form < goals.length; form++) {
            brought[focus][form] += after[form] - before[form];
        }
    }

    /** The focus that brings most of what is missing, what is rarest weighing most; -1 when nothing is missing. */
    private int wanted(int[] counts) {
        double[] weights = new double[goals.length];
        boolean missing = false;
        for (int form = 0; form < goals.length; form++) {
            if (counts[form] < goals[form]) {
                weights[form] = (double) (goals[form] - counts[form]) / goals[form];
                missing = true;
            }
        }
        if (!missing) {
            return -1;
        }
        int best = -1;
        double most = 0;
        for (int focus = 0; focus < foci; focus++) {
            double sum = 0;
            for (int form = 0; form < goals.length; form++) {
                sum += weights[form] * weights[form] * brought[focus][form];
            }
            double each = sum / (tries[focus] + 1);
            if (each > most) {
                most = each;
                best = focus;
            }
        }
        return best;
    }

    @Override
    public String toString() {
        return "seeds " + first + " to " + (ordered - 1) + ", and of those from " + (first + trials) + " on "
                + (asked - (ordered - first)) + " that were steered to rare forms";
    }
}
