// SPDX-License-Identifier: Apache-2.0
/**
 * The server: sessions of an engine over HTTP, for Weir's own driver and for Avatica's.
 *
 * <p>A connection is a Netty channel. A request is gathered within limits, checked for its origin and handed to a door: the
 * one of our protocol or the one of Avatica's. What waits for rows waits without a thread: the cursor says when it is ready.
 */
@NullMarked
package io.weir.server;

import org.jspecify.annotations.NullMarked;
