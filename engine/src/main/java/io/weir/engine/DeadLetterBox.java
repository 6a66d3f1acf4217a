// SPDX-License-Identifier: Apache-2.0
package io.weir.engine;

import io.weir.executor.deadletter.DeadLetter;
import io.weir.executor.deadletter.DeadLetters;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of an engine, in memory: the newest ones, as many as its bounds allow. Jobs count for themselves, so their
 * counts know of those that have left.
 *
 * <p>A letter that takes another back is kept beside it, so that a job can go back to an epoch between the two; whoever
 * looks is shown what is left of both.
 */
final class DeadLetterBox implements DeadLetters {
    /** Bytes of a letter beside its record and texts. */
    private static final int LETTER_BYTES = 200;

    private final long rowsMax;
    private final long bytesMax;
    private final ArrayDeque<DeadLetter> letters = new ArrayDeque<>();
    private long bytes;
    private boolean takenBack;

    DeadLetterBox(long rowsMax, long bytesMax) {
        this.rowsMax = rowsMax;
        this.bytesMax = bytesMax;
    }

    @Override
    public synchronized void add(DeadLetter letter) {
        letters.add(letter);
        bytes += bytes(letter);
        takenBack |= letter.weight() < 0;
        if (full() && takenBack) {
            keep(whatIsLeft(letters));
        }
        while (full()) {
            bytes -= bytes(letters.remove());
        }
    }

    private boolean full() {
        return letters.size() > rowsMax || bytes > bytesMax;
    }

    @Override
    public synchronized void rewind(String job, long epoch) {
        Iterator<DeadLetter> each = letters.iterator();
        while (each.hasNext()) {
            DeadLetter letter = each.next();
            if (letter.job().equals(job) && letter.epoch() > epoch) {
                bytes -= bytes(letter);
                each.remove();
            }
        }
    }

    /** What there is, the oldest first. */
    synchronized List<DeadLetter> letters() {
        return takenBack ? whatIsLeft(letters) : List.copyOf(letters);
    }

    private void keep(List<DeadLetter> left) {
        letters.clear();
        bytes = 0;
        takenBack = false;
        for (DeadLetter letter : left) {
            letters.add(letter);
            bytes += bytes(letter);
            takenBack |= letter.weight() < 0;
        }
    }

    /** What makes two letters the same. */
    private record Content(String job, @Nullable String table, String place, String code, ByteBuffer record) {
        static Content of(DeadLetter letter) {
            return new Content(
                    letter.job(),
                    letter.table(),
                    letter.place(),
                    letter.code().code(),
                    ByteBuffer.wrap(letter.record()));
        }
    }

    /** Sums up letters that are the same, and leaves out those of which nothing is left. */
    private static List<DeadLetter> whatIsLeft(Iterable<DeadLetter> all) {
        Map<Content, DeadLetter> sums = new LinkedHashMap<>();
        for (DeadLetter letter : all) {
            sums.merge(Content.of(letter), letter, DeadLetterBox::sum);
        }
        return List.copyOf(sums.values());
    }

    private static @Nullable DeadLetter sum(DeadLetter older, DeadLetter newer) {
        int weight = older.weight() + newer.weight();
        DeadLetter shown = newer.weight() < 0 ? older : newer;
        return weight == 0
                ? null
                : new DeadLetter(
                        shown.job(),
                        shown.epoch(),
                        shown.timeMicros(),
                        shown.table(),
                        shown.place(),
                        shown.code(),
                        shown.reason(),
                        shown.record(),
                        weight);
    }

    private static long bytes(DeadLetter letter) {
        return LETTER_BYTES
                + letter.record().length
                + letter.place().length()
                + letter.reason().length();
    }
}
