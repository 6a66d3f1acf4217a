// SPDX-License-Identifier: Apache-2.0
/** How a SQL function is declared: one annotated static method. */
@NullMarked
package io.weir.spi.function;

import org.jspecify.annotations.NullMarked;
