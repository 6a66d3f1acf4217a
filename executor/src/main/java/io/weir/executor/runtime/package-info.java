// SPDX-License-Identifier: Apache-2.0
/** The runtime of jobs: tasks on worker threads, channels, epochs, borders. */
@NullMarked
package io.weir.executor.runtime;

import org.jspecify.annotations.NullMarked;
