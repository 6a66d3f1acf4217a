// SPDX-License-Identifier: Apache-2.0
/** Tests of what becomes of rows that cannot be computed. */
@NullMarked
package io.weir.executor.deadletter;

import org.jspecify.annotations.NullMarked;
