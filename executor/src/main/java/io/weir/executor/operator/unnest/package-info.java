// SPDX-License-Identifier: Apache-2.0
/** The elements of collections as rows. */
@NullMarked
package io.weir.executor.operator.unnest;

import org.jspecify.annotations.NullMarked;
