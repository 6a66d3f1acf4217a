// SPDX-License-Identifier: Apache-2.0
/**
 * The built-in SQL functions, one annotated static method each, on primitives and on the data types of the SPI.
 */
@NullMarked
package io.weir.functions;

import org.jspecify.annotations.NullMarked;
