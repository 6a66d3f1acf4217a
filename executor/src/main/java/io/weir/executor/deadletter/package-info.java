// SPDX-License-Identifier: Apache-2.0
/** Records that cannot be decoded and rows that cannot be computed: what becomes of them, and what is kept of them. */
@NullMarked
package io.weir.executor.deadletter;

import org.jspecify.annotations.NullMarked;
