// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.nexmark;

import io.weir.spi.batch.BytesVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;

/** Makes the columns of bids. */
final class BidColumns {
    /** Bytes of a bid without its extra text, as the Nexmark project counts them. */
    private static final int PLAIN_SIZE = 32;

    private final Model model;
    private final Texts texts;
    private final long auctionSalt;
    private final long bidderSalt;
    private final long priceSalt;
    private final long channelSalt;
    private final long extraSalt;

    BidColumns(Model model, Texts texts) {
        this.model = model;
        this.texts = texts;
        auctionSalt = model.salt(NexmarkColumn.BID_AUCTION, 0);
        bidderSalt = model.salt(NexmarkColumn.BID_BIDDER, 0);
        priceSalt = model.salt(NexmarkColumn.BID_PRICE, 0);
        channelSalt = model.salt(NexmarkColumn.BID_CHANNEL, 0);
        extraSalt = model.salt(NexmarkColumn.BID_EXTRA, 0);
    }

    /** Mostly the hot auction, else one of those that are open or about to open. */
    Vector auction(Slice slice) {
        long[] bits = slice.bits(auctionSalt);
        long[] values = slice.lease().longs();
        for (int run = 0; run < slice.runs(); run++) {
            if (slice.kind(run) == Kind.BID) {
                long last = model.lastAuction(slice.round(run));
                long hot = Model.FIRST_AUCTION + last / Model.HOT_EVERY * Model.HOT_EVERY;
                long first = Math.max(last - Model.OPEN_AUCTIONS, 0);
                long choices = last - first + 1 + Model.LEAD;
                choose(
                        bits,
                        values,
                        slice.start(run),
                        slice.length(run),
                        model.hotAuctions(),
                        hot,
                        Model.FIRST_AUCTION + first,
                        choices);
            }
        }
        return new LongVector(slice.rows(), values, slice.nulls(Kind.BID));
    }

    /** Mostly the hot bidder, who is never the hot seller, else one of those who are active or about to be. */
    Vector bidder(Slice slice) {
        long[] bits = slice.bits(bidderSalt);
        long[] values = slice.lease().longs();
        for (int run = 0; run < slice.runs(); run++) {
            if (slice.kind(run) == Kind.BID) {
                long last = model.lastPerson(slice.round(run));
                long hot = Model.FIRST_PERSON + last / Model.HOT_EVERY * Model.HOT_EVERY + 1;
                long active = Math.min(last + 1, Model.ACTIVE_PEOPLE);
                long first = Model.FIRST_PERSON + last + 1 - active;
                choose(
                        bits,
                        values,
                        slice.start(run),
                        slice.length(run),
                        model.hotBidders(),
                        hot,
                        first,
                        active + Model.LEAD);
            }
        }
        return new LongVector(slice.rows(), values, slice.nulls(Kind.BID));
    }

    private static void choose(
            long[] bits, long[] values, int start, int count, long hotRatio, long hot, long first, long choices) {
        for (int i = start; i < start + count; i++) {
            // Without a branch, which would be guessed wrong every other time: -1 for any, 0 for hot.
            long any = (Mix.high(bits[i], hotRatio) - 1) >> 63;
            values[i] = hot + (Mix.low(bits[i], choices) + first - hot & any);
        }
    }

    Vector price(Slice slice) {
        long[] bits = slice.bits(priceSalt);
        long[] values = slice.lease().longs();
        for (int i = 0; i < slice.rows(); i++) {
            values[i] = Prices.price(bits[i]);
        }
        return new LongVector(slice.rows(), values, slice.nulls(Kind.BID));
    }

    Vector channel(Slice slice) {
        return byChannel(slice, texts.channels, texts.channelPlaces);
    }

    Vector url(Slice slice) {
        return byChannel(slice, texts.urls, texts.urlPlaces);
    }

    /**
     * Texts that a bid has by its channel.
     *
     * @param places by channel where its text begins (high half) and how long it is (low half)
     */
    private Vector byChannel(Slice slice, byte[] block, long[] places) {
        long[] bits = slice.bits(channelSalt);
        int[] starts = slice.lease().ints();
        int[] lengths = slice.lease().ints();
        for (int i = 0; i < slice.rows(); i++) {
            long place = places[Texts.channel(bits[i])];
            starts[i] = (int) (place >>> 32);
            lengths[i] = (int) place;
        }
        return new BytesVector(slice.rows(), new byte[][] {block}, null, starts, lengths, slice.nulls(Kind.BID));
    }

    Vector extra(Slice slice) {
        long[] bits = slice.bits(extraSalt);
        int[] starts = slice.lease().ints();
        int[] lengths = slice.lease().ints();
        int shortest = Texts.extraLength(PLAIN_SIZE, model.bidSize(), 0);
        int longest = Texts.extraLength(PLAIN_SIZE, model.bidSize(), -1L);
        for (int i = 0; i < slice.rows(); i++) {
            int length = shortest + (int) Mix.high(bits[i], longest - shortest + 1);
            lengths[i] = length;
            starts[i] = Texts.place(bits[i], length);
        }
        return new BytesVector(
                slice.rows(), new byte[][] {texts.letters}, null, starts, lengths, slice.nulls(Kind.BID));
    }
}
