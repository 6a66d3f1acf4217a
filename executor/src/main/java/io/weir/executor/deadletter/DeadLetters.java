// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.deadletter;

/** Where the records and rows that jobs leave out are kept; used by all threads. */
public interface DeadLetters {
    void add(DeadLetter letter);

    /**
     * Takes out what a job has put in after an epoch: the job goes on behind that epoch, reads the same records once more, and
     * will put them in again.
     */
    void rewind(String job, long epoch);

    /** Keeps nothing. */
    static DeadLetters none() {
        return new DeadLetters() {
            @Override
            public void add(DeadLetter letter) {}

            @Override
            public void rewind(String job, long epoch) {}
        };
    }
}
