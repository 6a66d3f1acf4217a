// SPDX-License-Identifier: Apache-2.0
/** Kernels: expressions compiled to loops over vectors, and their interpreted twins. */
@NullMarked
package io.weir.executor.kernel;

import org.jspecify.annotations.NullMarked;
