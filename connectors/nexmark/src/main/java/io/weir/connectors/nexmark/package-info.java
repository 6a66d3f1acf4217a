// SPDX-License-Identifier: Apache-2.0
/**
 * The Nexmark auction (persons, auctions, bids) as a source that generates its rows from their number alone.
 */
@NullMarked
package io.weir.connectors.nexmark;

import org.jspecify.annotations.NullMarked;
