// SPDX-License-Identifier: Apache-2.0
/** Event time: watermarks of splits and their merge. */
@NullMarked
package io.weir.executor.time;

import org.jspecify.annotations.NullMarked;
