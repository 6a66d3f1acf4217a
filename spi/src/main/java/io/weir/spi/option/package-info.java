// SPDX-License-Identifier: Apache-2.0
/** Options as data: typed, bounded, documented where they are declared. */
@NullMarked
package io.weir.spi.option;

import org.jspecify.annotations.NullMarked;
