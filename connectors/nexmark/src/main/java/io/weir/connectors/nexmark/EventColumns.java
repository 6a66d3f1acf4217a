// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.nexmark;

import io.weir.spi.batch.ConstantVector;
import io.weir.spi.batch.IntVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.Vectors;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.TimeType;
import java.util.Arrays;

/** Makes the columns of a slice: only those asked for, each in a loop of its own. */
final class EventColumns {
    private final Times times;
    private final PersonColumns people;
    private final AuctionColumns auctions;
    private final BidColumns bids;

    EventColumns(Model model, Texts texts) {
        times = new Times(model);
        people = new PersonColumns(model, texts);
        auctions = new AuctionColumns(model, texts);
        bids = new BidColumns(model, texts);
    }

    /** The given columns of a slice. */
    Vector[] of(Slice slice, NexmarkColumn[] columns, DataType[] types) {
        times.clear();
        Vector[] vectors = new Vector[columns.length];
        for (int i = 0; i < columns.length; i++) {
            Kind kind = columns[i].kind();
            vectors[i] = kind == null || slice.wants(kind)
                    ? vector(slice, columns[i], types[i])
                    : new ConstantVector(slice.rows(), Vectors.of(types[i], null));
        }
        return vectors;
    }

    private Vector vector(Slice slice, NexmarkColumn column, DataType type) {
        return switch (column) {
            case EVENT_TYPE -> eventType(slice);
            case DATE_TIME -> {
                long[] values = times.of(slice, ((TimeType) type).precision());
                yield new LongVector(slice.rows(), values, null);
            }
            case PERSON_ID -> people.id(slice);
            case PERSON_NAME -> people.name(slice);
            case PERSON_EMAIL_ADDRESS -> people.emailAddress(slice);
            case PERSON_CREDIT_CARD -> people.creditCard(slice);
            case PERSON_CITY -> people.city(slice);
            case PERSON_STATE -> people.state(slice);
            case PERSON_DATE_TIME -> time(slice, Kind.PERSON, type);
            case PERSON_EXTRA -> people.extra(slice);
            case AUCTION_ID -> auctions.id(slice);
            case AUCTION_ITEM_NAME -> auctions.itemName(slice);
            case AUCTION_DESCRIPTION -> auctions.description(slice);
            case AUCTION_INITIAL_BID -> auctions.initialBid(slice);
            case AUCTION_RESERVE -> auctions.reserve(slice);
            case AUCTION_DATE_TIME -> time(slice, Kind.AUCTION, type);
            case AUCTION_EXPIRES -> auctions.expires(slice, ((TimeType) type).precision());
            case AUCTION_SELLER -> auctions.seller(slice);
            case AUCTION_CATEGORY -> auctions.category(slice);
            case AUCTION_EXTRA -> auctions.extra(slice);
            case BID_AUCTION -> bids.auction(slice);
            case BID_BIDDER -> bids.bidder(slice);
            case BID_PRICE -> bids.price(slice);
            case BID_CHANNEL -> bids.channel(slice);
            case BID_URL -> bids.url(slice);
            case BID_DATE_TIME -> time(slice, Kind.BID, type);
            case BID_EXTRA -> bids.extra(slice);
        };
    }

    private static Vector eventType(Slice slice) {
        for (Kind kind : Kind.values()) {
            if (slice.wantsOnly(kind)) {
                return Vectors.constant(DataType.integer(), kind.ordinal(), slice.rows());
            }
        }
        int[] values = slice.lease().ints();
        for (int run = 0; run < slice.runs(); run++) {
            int start = slice.start(run);
            Arrays.fill(
                    values, start, start + slice.length(run), slice.kind(run).ordinal());
        }
        return new IntVector(slice.rows(), values, null);
    }

    private Vector time(Slice slice, Kind kind, DataType type) {
        return new LongVector(slice.rows(), times.of(slice, ((TimeType) type).precision()), slice.nulls(kind));
    }
}
