// SPDX-License-Identifier: Apache-2.0
/** The session contract behind every door: statements, cursors, frames. */
@NullMarked
package io.weir.spi.session;

import org.jspecify.annotations.NullMarked;
