// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.nexmark;

import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.TextType;
import io.weir.spi.type.TypeKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns there are. */
enum NexmarkColumn {
    EVENT_TYPE(null, TypeKind.INTEGER),
    DATE_TIME(null, TypeKind.TIMESTAMP),

    PERSON_ID(Kind.PERSON, TypeKind.BIGINT),
    PERSON_NAME(Kind.PERSON, TypeKind.VARCHAR),
    PERSON_EMAIL_ADDRESS(Kind.PERSON, TypeKind.VARCHAR),
    PERSON_CREDIT_CARD(Kind.PERSON, TypeKind.VARCHAR),
    PERSON_CITY(Kind.PERSON, TypeKind.VARCHAR),
    PERSON_STATE(Kind.PERSON, TypeKind.VARCHAR),
    PERSON_DATE_TIME(Kind.PERSON, TypeKind.TIMESTAMP),
    PERSON_EXTRA(Kind.PERSON, TypeKind.VARCHAR),

    AUCTION_ID(Kind.AUCTION, TypeKind.BIGINT),
    AUCTION_ITEM_NAME(Kind.AUCTION, TypeKind.VARCHAR),
    AUCTION_DESCRIPTION(Kind.AUCTION, TypeKind.VARCHAR),
    AUCTION_INITIAL_BID(Kind.AUCTION, TypeKind.BIGINT),
    AUCTION_RESERVE(Kind.AUCTION, TypeKind.BIGINT),
    AUCTION_DATE_TIME(Kind.AUCTION, TypeKind.TIMESTAMP),
    AUCTION_EXPIRES(Kind.AUCTION, TypeKind.TIMESTAMP),
    AUCTION_SELLER(Kind.AUCTION, TypeKind.BIGINT),
    AUCTION_CATEGORY(Kind.AUCTION, TypeKind.BIGINT),
    AUCTION_EXTRA(Kind.AUCTION, TypeKind.VARCHAR),

    BID_AUCTION(Kind.BID, TypeKind.BIGINT),
    BID_BIDDER(Kind.BID, TypeKind.BIGINT),
    BID_PRICE(Kind.BID, TypeKind.BIGINT),
    BID_CHANNEL(Kind.BID, TypeKind.VARCHAR),
    BID_URL(Kind.BID, TypeKind.VARCHAR),
    BID_DATE_TIME(Kind.BID, TypeKind.TIMESTAMP),
    BID_EXTRA(Kind.BID, TypeKind.VARCHAR);

    private final @Nullable Kind kind;
    private final TypeKind type;

    NexmarkColumn(@Nullable Kind kind, TypeKind type) {
        this.kind = kind;
        this.type = type;
    }

    /** The kind of event that has this column; null for all. In other events it is NULL. */
    @Nullable
    Kind kind() {
        return kind;
    }

    /** The name in a table; {@code emailAddress} and {@code EMAIL_ADDRESS} are the same as {@code email_address}. */
    String columnName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<NexmarkColumn> named(String name) {
        String plain = plain(name);
        return Arrays.stream(values())
                .filter(column -> plain(column.name()).equals(plain))
                .findFirst();
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    static List<String> names() {
        return Arrays.stream(values()).map(NexmarkColumn::columnName).toList();
    }

    /** Whether a table may declare the column with this type. */
    boolean accepts(DataType declared) {
        if (kind != null && !declared.nullable()) {
            return false;
        }
        return switch (type) {
            case TIMESTAMP -> declared.kind() == TypeKind.TIMESTAMP || declared.kind() == TypeKind.TIMESTAMP_LTZ;
            case VARCHAR -> declared instanceof TextType text && text.maxLength() == TextType.UNBOUNDED;
            default -> declared.kind() == type;
        };
    }

    /** The type that a table may declare, as the dialect writes it. */
    String typeSql() {
        return switch (type) {
            case TIMESTAMP -> "TIMESTAMP(3)";
            case VARCHAR -> "STRING";
            case INTEGER -> "INT";
            default -> type.name();
        };
    }

    /** Bytes of a row in a batch; texts lie in blocks that all batches share. */
    int width() {
        return type == TypeKind.INTEGER ? 4 : 8;
    }
}
