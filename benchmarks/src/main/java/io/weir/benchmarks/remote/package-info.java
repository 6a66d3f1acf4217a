// SPDX-License-Identifier: Apache-2.0
/** What an application sees of a server in another process: delay, speed and many queries at once. */
@NullMarked
package io.weir.benchmarks.remote;

import org.jspecify.annotations.NullMarked;
