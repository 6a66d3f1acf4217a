// SPDX-License-Identifier: Apache-2.0
/**
 * Runs physical plans: operators, the expression compiler, state, time, exchanges, checkpoints and the runtime
 * that drives them.
 */
@NullMarked
package io.weir.executor;

import org.jspecify.annotations.NullMarked;
