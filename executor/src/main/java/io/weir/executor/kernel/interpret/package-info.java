// SPDX-License-Identifier: Apache-2.0
/** The interpreted twin of each kernel: expressions as trees of nodes that compute one Java object per row. */
@NullMarked
package io.weir.executor.kernel.interpret;

import org.jspecify.annotations.NullMarked;
