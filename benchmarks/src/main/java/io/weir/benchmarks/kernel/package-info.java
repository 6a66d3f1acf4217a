// SPDX-License-Identifier: Apache-2.0
/** How fast expressions are, beside loops written by hand. */
@NullMarked
package io.weir.benchmarks.kernel;

import org.jspecify.annotations.NullMarked;
