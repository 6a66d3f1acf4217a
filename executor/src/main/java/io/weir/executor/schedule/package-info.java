// SPDX-License-Identifier: Apache-2.0
/** Who runs when: pieces of work in time slices on shared worker threads, timers, and threads for what blocks. */
@NullMarked
package io.weir.executor.schedule;

import org.jspecify.annotations.NullMarked;
