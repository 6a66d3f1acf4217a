// SPDX-License-Identifier: Apache-2.0
/** The times of scans, merged. */
@NullMarked
package io.weir.executor.epoch;

import org.jspecify.annotations.NullMarked;
