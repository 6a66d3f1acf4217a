// SPDX-License-Identifier: Apache-2.0
/** Errors as data: stable codes, SQLSTATE, fault, position, detail and hint. */
@NullMarked
package io.weir.spi.error;

import org.jspecify.annotations.NullMarked;
