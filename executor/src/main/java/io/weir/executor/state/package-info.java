// SPDX-License-Identifier: Apache-2.0
/**
 * Declared, paged state: tables, ordered tables, multisets and slices that an operator names and the runtime freezes,
 * writes, restores and accounts for.
 *
 * <p>One task thread owns a {@link io.weir.executor.state.StateStore} and everything in it; only what {@link
 * io.weir.executor.state.StateStore#freeze()} gives may go to another thread.
 */
@NullMarked
package io.weir.executor.state;

import org.jspecify.annotations.NullMarked;
