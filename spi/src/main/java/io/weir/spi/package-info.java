// SPDX-License-Identifier: Apache-2.0
/**
 * The words that every part of Weir shares: data types, batches and vectors, the contracts for connectors, formats and
 * functions, errors and options. Depends on the JDK alone.
 */
@NullMarked
package io.weir.spi;

import org.jspecify.annotations.NullMarked;
