// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.nexmark;

/** The kinds of event, in the order in which they come within a round; the ordinal is the {@code event_type}. */
enum Kind {
    PERSON,
    AUCTION,
    BID;

    static final int COUNT = 3;
}
