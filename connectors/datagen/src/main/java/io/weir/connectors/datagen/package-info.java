// SPDX-License-Identifier: Apache-2.0
/**
 * The connectors that need no system outside: {@code datagen} makes rows up, {@code print} writes them to the
 * console, {@code blackhole} swallows them.
 */
@NullMarked
package io.weir.connectors.datagen;

import org.jspecify.annotations.NullMarked;
