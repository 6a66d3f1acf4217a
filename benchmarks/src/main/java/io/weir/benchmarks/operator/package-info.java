// SPDX-License-Identifier: Apache-2.0
/** How many rows per second single operators and their state take, without a job around them. */
@NullMarked
package io.weir.benchmarks.operator;

import org.jspecify.annotations.NullMarked;
