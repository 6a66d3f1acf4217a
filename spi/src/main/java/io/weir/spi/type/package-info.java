// SPDX-License-Identifier: Apache-2.0
/** The SQL data types, as a sealed family of records shared by every layer. */
@NullMarked
package io.weir.spi.type;

import org.jspecify.annotations.NullMarked;
