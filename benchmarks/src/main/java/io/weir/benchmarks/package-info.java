// SPDX-License-Identifier: Apache-2.0
/**
 * Yardsticks: JMH kernels and Nexmark queries, each of which checks its own answer.
 */
@NullMarked
package io.weir.benchmarks;

import org.jspecify.annotations.NullMarked;
