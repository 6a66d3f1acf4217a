// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.nexmark;

import io.weir.spi.batch.BytesVector;
import io.weir.spi.batch.DictionaryVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;
import java.util.Arrays;

/** Makes the columns of people. */
final class PersonColumns {
    private static final int USER_LENGTH = 7;
    private static final int HOST_LENGTH = 5;
    private static final byte[] TOP_LEVEL = {'.', 'c', 'o', 'm'};
    /** The user, an at sign, the host and the top level. */
    private static final int MAX_EMAIL_LENGTH = USER_LENGTH - 1 + 1 + HOST_LENGTH - 1 + TOP_LEVEL.length;
    /** Four blocks of four digits with spaces between. */
    private static final int CARD_LENGTH = 19;
    /** Bytes of a person without texts, as the Nexmark project counts them. */
    private static final int PLAIN_SIZE = 8;

    private final Model model;
    private final Texts texts;
    private final long nameSalt;
    private final long userSalt;
    private final long hostSalt;
    private final long cardSalt;
    private final long citySalt;
    private final long stateSalt;
    private final long extraSalt;

    PersonColumns(Model model, Texts texts) {
        this.model = model;
        this.texts = texts;
        nameSalt = model.salt(NexmarkColumn.PERSON_NAME, 0);
        userSalt = model.salt(NexmarkColumn.PERSON_EMAIL_ADDRESS, 0);
        hostSalt = model.salt(NexmarkColumn.PERSON_EMAIL_ADDRESS, 1);
        cardSalt = model.salt(NexmarkColumn.PERSON_CREDIT_CARD, 0);
        citySalt = model.salt(NexmarkColumn.PERSON_CITY, 0);
        stateSalt = model.salt(NexmarkColumn.PERSON_STATE, 0);
        extraSalt = model.salt(NexmarkColumn.PERSON_EXTRA, 0);
    }

    Vector id(Slice slice) {
        long[] values = slice.lease().longs();
        for (int run = 0; run < slice.runs(); run++) {
            if (slice.kind(run) == Kind.PERSON) {
                long first = Model.FIRST_PERSON + slice.round(run) * model.people() + slice.placeInKind(run);
                for (int i = 0; i < slice.length(run); i++) {
                    values[slice.start(run) + i] = first + i;
                }
            }
        }
        return new LongVector(slice.rows(), values, slice.nulls(Kind.PERSON));
    }

    Vector name(Slice slice) {
        return choice(slice, texts.names, nameSalt);
    }

    Vector city(Slice slice) {
        return choice(slice, texts.cities, citySalt);
    }

    Vector state(Slice slice) {
        return choice(slice, texts.states, stateSalt);
    }

    private static Vector choice(Slice slice, Texts.Vocabulary vocabulary, long salt) {
        boolean all = slice.wantsOnly(Kind.PERSON);
        int[] indexes = slice.lease().ints();
        if (!all) {
            Arrays.fill(indexes, 0, slice.rows(), vocabulary.size());
        }
        for (int run = 0; run < slice.runs(); run++) {
            if (slice.kind(run) == Kind.PERSON) {
                for (int i = 0; i < slice.length(run); i++) {
                    indexes[slice.start(run) + i] = chosen(vocabulary, salt, slice.event(run) + i);
                }
            }
        }
        return new DictionaryVector(slice.rows(), indexes, all ? vocabulary.withoutNull() : vocabulary.vector());
    }

    private static int chosen(Texts.Vocabulary vocabulary, long salt, long event) {
        return (int) Mix.high(Mix.bits(salt, event), vocabulary.size());
    }

    Vector emailAddress(Slice slice) {
        return written(slice, MAX_EMAIL_LENGTH, this::writeEmail);
    }

    Vector creditCard(Slice slice) {
        return written(slice, CARD_LENGTH, this::writeCard);
    }

    /** Writes the text of one event and returns the index behind it. */
    private interface Text {
        int write(long event, byte[] block, int at);
    }

    private static Vector written(Slice slice, int maxLength, Text text) {
        int people = 0;
        for (int run = 0; run < slice.runs(); run++) {
            people += slice.kind(run) == Kind.PERSON ? slice.length(run) : 0;
        }
        byte[] block = new byte[people * maxLength];
        int[] starts = slice.lease().ints();
        int[] lengths = slice.lease().ints();
        int used = 0;
        for (int run = 0; run < slice.runs(); run++) {
            if (slice.kind(run) == Kind.PERSON) {
                for (int i = 0; i < slice.length(run); i++) {
                    int row = slice.start(run) + i;
                    starts[row] = used;
                    used = text.write(slice.event(run) + i, block, used);
                    lengths[row] = used - starts[row];
                }
            }
        }
        return new BytesVector(slice.rows(), new byte[][] {block}, null, starts, lengths, slice.nulls(Kind.PERSON));
    }

    private int writeEmail(long event, byte[] block, int at) {
        int next = writeLetters(Mix.bits(userSalt, event), USER_LENGTH, block, at);
        block[next++] = '@';
        next = writeLetters(Mix.bits(hostSalt, event), HOST_LENGTH, block, next);
        System.arraycopy(TOP_LEVEL, 0, block, next, TOP_LEVEL.length);
        return next + TOP_LEVEL.length;
    }

    private int writeLetters(long bits, int maxLength, byte[] block, int at) {
        int length = Texts.wordLength(bits, maxLength);
        System.arraycopy(texts.letters, Texts.place(bits, length), block, at, length);
        return at + length;
    }

    private int emailLength(long event) {
        return Texts.wordLength(Mix.bits(userSalt, event), USER_LENGTH)
                + 1
                + Texts.wordLength(Mix.bits(hostSalt, event), HOST_LENGTH)
                + TOP_LEVEL.length;
    }

    private int writeCard(long event, byte[] block, int at) {
        long digits = Mix.bits(cardSalt, event);
        int next = at;
        for (int part = 0; part < 4; part++) {
            if (part > 0) {
                block[next++] = ' ';
            }
            int number = (int) ((digits >>> 16 * part & 0xFFFF) * 10_000 >>> 16);
            for (int place = 3; place >= 0; place--) {
                block[next + place] = (byte) ('0' + number % 10);
                number /= 10;
            }
            next += 4;
        }
        return next;
    }

    Vector extra(Slice slice) {
        int[] starts = slice.lease().ints();
        int[] lengths = slice.lease().ints();
        for (int run = 0; run < slice.runs(); run++) {
            if (slice.kind(run) == Kind.PERSON) {
                for (int i = 0; i < slice.length(run); i++) {
                    long event = slice.event(run) + i;
                    long bits = Mix.bits(extraSalt, event);
                    int others = PLAIN_SIZE
                            + length(texts.names, nameSalt, event)
                            + emailLength(event)
                            + CARD_LENGTH
                            + length(texts.cities, citySalt, event)
                            + length(texts.states, stateSalt, event);
                    int row = slice.start(run) + i;
                    lengths[row] = Texts.extraLength(others, model.personSize(), bits);
                    starts[row] = Texts.place(bits, lengths[row]);
                }
            }
        }
        return new BytesVector(
                slice.rows(), new byte[][] {texts.letters}, null, starts, lengths, slice.nulls(Kind.PERSON));
    }

    private static int length(Texts.Vocabulary vocabulary, long salt, long event) {
        return vocabulary.lengths()[chosen(vocabulary, salt, event)];
    }
}
