// SPDX-License-Identifier: Apache-2.0
/** Operators: plain loops over batches, one class for each plan record. */
@NullMarked
package io.weir.executor.operator;

import org.jspecify.annotations.NullMarked;
