// SPDX-License-Identifier: Apache-2.0
/**
 * The protocol between the driver and a server, as bytes: types, batches, values and errors, and what goes around them.
 *
 * <p>Everything read is checked against the bytes that are there before memory is taken for it. The layout is described in
 * {@code docs/design/0003-wire.md}.
 */
@NullMarked
package io.weir.spi.wire;

import org.jspecify.annotations.NullMarked;
