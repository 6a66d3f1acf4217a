// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.nexmark;

import io.weir.spi.batch.BytesVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.type.DateTimeText;

/** Makes the columns of auctions. */
final class AuctionColumns {
    private static final int NAME_LENGTH = 20;
    private static final int DESCRIPTION_LENGTH = 100;
    /** Bytes of an auction without its texts, as the Nexmark project counts them. */
    private static final int PLAIN_SIZE = 48;

    private static final long MILLI = 1000;

    private final Model model;
    private final Texts texts;
    private final long nameSalt;
    private final long descriptionSalt;
    private final long initialBidSalt;
    private final long reserveSalt;
    private final long expiresSalt;
    private final long sellerSalt;
    private final long categorySalt;
    private final long extraSalt;

    AuctionColumns(Model model, Texts texts) {
        this.model = model;
        this.texts = texts;
        nameSalt = model.salt(NexmarkColumn.AUCTION_ITEM_NAME, 0);
        descriptionSalt = model.salt(NexmarkColumn.AUCTION_DESCRIPTION, 0);
        initialBidSalt = model.salt(NexmarkColumn.AUCTION_INITIAL_BID, 0);
        reserveSalt = model.salt(NexmarkColumn.AUCTION_RESERVE, 0);
        expiresSalt = model.salt(NexmarkColumn.AUCTION_EXPIRES, 0);
        sellerSalt = model.salt(NexmarkColumn.AUCTION_SELLER, 0);
        categorySalt = model.salt(NexmarkColumn.AUCTION_CATEGORY, 0);
        extraSalt = model.salt(NexmarkColumn.AUCTION_EXTRA, 0);
    }

    /** One number of one auction. */
    private interface Number {
        /** The value for an event of a round. */
        long of(long event, long round);
    }

    private Vector numbers(Slice slice, Number number) {
        long[] values = slice.lease().longs();
        for (int run = 0; run < slice.runs(); run++) {
            if (slice.kind(run) == Kind.AUCTION) {
                for (int i = 0; i < slice.length(run); i++) {
                    values[slice.start(run) + i] = number.of(slice.event(run) + i, slice.round(run));
                }
            }
        }
        return new LongVector(slice.rows(), values, slice.nulls(Kind.AUCTION));
    }

    Vector id(Slice slice) {
        int start = model.start(Kind.AUCTION);
        return numbers(
                slice,
                (event, round) ->
                        Model.FIRST_AUCTION + round * model.auctions() + event - round * model.size() - start);
    }

    Vector initialBid(Slice slice) {
        return numbers(slice, (event, round) -> Prices.price(Mix.bits(initialBidSalt, event)));
    }

    /** The initial bid and a further price. */
    Vector reserve(Slice slice) {
        return numbers(
                slice,
                (event, round) ->
                        Prices.price(Mix.bits(initialBidSalt, event)) + Prices.price(Mix.bits(reserveSalt, event)));
    }

    /** In whole milliseconds, on average after {@link Model#OPEN_AUCTIONS} further auctions. */
    Vector expires(Slice slice, int precision) {
        return numbers(slice, (event, round) -> {
            long millis = Math.floorDiv(model.micros(event), MILLI);
            long longest = Math.max(2 * model.horizonMillis(event), 1);
            long open = 1 + Long.remainderUnsigned(Mix.bits(expiresSalt, event), longest);
            return DateTimeText.cut((millis + open) * MILLI, precision);
        });
    }

    /** Mostly the hot seller, else one of the people who are active or about to be. */
    Vector seller(Slice slice) {
        return numbers(slice, (event, round) -> {
            long bits = Mix.bits(sellerSalt, event);
            long last = model.lastPerson(round);
            long active = Math.min(last + 1, Model.ACTIVE_PEOPLE);
            long seller = Mix.high(bits, model.hotSellers()) > 0
                    ? last / Model.HOT_EVERY * Model.HOT_EVERY
                    : last + 1 - active + Mix.low(bits, active + Model.LEAD);
            return Model.FIRST_PERSON + seller;
        });
    }

    Vector category(Slice slice) {
        return numbers(
                slice,
                (event, round) -> Model.FIRST_CATEGORY + Mix.high(Mix.bits(categorySalt, event), Model.CATEGORIES));
    }

    Vector itemName(Slice slice) {
        return words(slice, nameSalt, NAME_LENGTH);
    }

    Vector description(Slice slice) {
        return words(slice, descriptionSalt, DESCRIPTION_LENGTH);
    }

    private Vector words(Slice slice, long salt, int maxLength) {
        int[] starts = slice.lease().ints();
        int[] lengths = slice.lease().ints();
        for (int run = 0; run < slice.runs(); run++) {
            if (slice.kind(run) == Kind.AUCTION) {
                for (int i = 0; i < slice.length(run); i++) {
                    long bits = Mix.bits(salt, slice.event(run) + i);
                    int row = slice.start(run) + i;
                    starts[row] = wordsStart(bits, maxLength);
                    lengths[row] = wordsEnd(bits, maxLength) - starts[row];
                }
            }
        }
        return new BytesVector(
                slice.rows(), new byte[][] {texts.words}, null, starts, lengths, slice.nulls(Kind.AUCTION));
    }

    /** Where words begin, once the spaces in front are taken away. */
    private int wordsStart(long bits, int maxLength) {
        int length = Texts.wordLength(bits, maxLength);
        int start = Texts.place(bits, length);
        int end = start + length;
        while (start < end && texts.words[start] == ' ') {
            start++;
        }
        return start;
    }

    private int wordsEnd(long bits, int maxLength) {
        int length = Texts.wordLength(bits, maxLength);
        int start = wordsStart(bits, maxLength);
        int end = Texts.place(bits, length) + length;
        while (end > start && texts.words[end - 1] == ' ') {
            end--;
        }
        return end;
    }

    Vector extra(Slice slice) {
        int[] starts = slice.lease().ints();
        int[] lengths = slice.lease().ints();
        for (int run = 0; run < slice.runs(); run++) {
            if (slice.kind(run) == Kind.AUCTION) {
                for (int i = 0; i < slice.length(run); i++) {
                    long event = slice.event(run) + i;
                    long bits = Mix.bits(extraSalt, event);
                    int others = PLAIN_SIZE
                            + wordsLength(Mix.bits(nameSalt, event), NAME_LENGTH)
                            + wordsLength(Mix.bits(descriptionSalt, event), DESCRIPTION_LENGTH);
                    int row = slice.start(run) + i;
                    lengths[row] = Texts.extraLength(others, model.auctionSize(), bits);
                    starts[row] = Texts.place(bits, lengths[row]);
                }
            }
        }
        return new BytesVector(
                slice.rows(), new byte[][] {texts.letters}, null, starts, lengths, slice.nulls(Kind.AUCTION));
    }

    private int wordsLength(long bits, int maxLength) {
        return wordsEnd(bits, maxLength) - wordsStart(bits, maxLength);
    }
}
