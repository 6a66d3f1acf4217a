// SPDX-License-Identifier: Apache-2.0
/** Windows of time: which windows a time falls into, which have closed, and giving rows once for each. */
@NullMarked
package io.weir.executor.operator.window;

import org.jspecify.annotations.NullMarked;
