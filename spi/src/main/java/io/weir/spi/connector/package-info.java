// SPDX-License-Identifier: Apache-2.0
/** The contract of an outside system: sources of splits, pull readers, writers that prepare and commit. */
@NullMarked
package io.weir.spi.connector;

import org.jspecify.annotations.NullMarked;
