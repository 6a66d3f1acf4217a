// SPDX-License-Identifier: Apache-2.0
/** What the runtime itself costs: carrying batches, exchanging them, and how soon a row is seen. */
@NullMarked
package io.weir.benchmarks.runtime;

import org.jspecify.annotations.NullMarked;
