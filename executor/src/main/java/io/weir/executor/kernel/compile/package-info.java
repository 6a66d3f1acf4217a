// SPDX-License-Identifier: Apache-2.0
/**
 * The compiled twin of each kernel: expressions as Java source, one fused loop for a few expressions, compiled in memory.
 *
 * <p>The source holds no text of the user: literals, spans and types are constants handed to the constructor, names are
 * counters. What is public here is so for the generated classes, which live in class loaders of their own.
 */
@NullMarked
package io.weir.executor.kernel.compile;

import org.jspecify.annotations.NullMarked;
