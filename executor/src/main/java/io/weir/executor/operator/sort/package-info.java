// SPDX-License-Identifier: Apache-2.0
/** Rows in a wanted order: runs that are sorted by bytes, and their merge. */
@NullMarked
package io.weir.executor.operator.sort;

import org.jspecify.annotations.NullMarked;
