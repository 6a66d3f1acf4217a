// SPDX-License-Identifier: Apache-2.0
/** How fast declared state is: keys to rows, ordered entries, snapshots. */
@NullMarked
package io.weir.benchmarks.state;

import org.jspecify.annotations.NullMarked;
