// SPDX-License-Identifier: Apache-2.0
/** The contract of a format: bytes to vectors and rows to bytes. */
@NullMarked
package io.weir.spi.format;

import org.jspecify.annotations.NullMarked;
