// SPDX-License-Identifier: Apache-2.0
/** When epochs end: cuts of the sources, barriers, and the journal by which they can be repeated. */
@NullMarked
package io.weir.executor.epoch;

import org.jspecify.annotations.NullMarked;
