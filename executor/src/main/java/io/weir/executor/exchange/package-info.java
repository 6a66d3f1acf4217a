// SPDX-License-Identifier: Apache-2.0
/** How rows get from task to task: bounded channels, and the ways to spread rows over them. */
@NullMarked
package io.weir.executor.exchange;

import org.jspecify.annotations.NullMarked;
