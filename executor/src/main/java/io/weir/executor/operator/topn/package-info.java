// SPDX-License-Identifier: Apache-2.0
/** The first rows of partitions in an order, kept up to date. */
@NullMarked
package io.weir.executor.operator.topn;

import org.jspecify.annotations.NullMarked;
