// SPDX-License-Identifier: Apache-2.0
/** Reading: the splits of a scan in one task, their watermarks and idleness, and the cuts between epochs. */
@NullMarked
package io.weir.executor.source;

import org.jspecify.annotations.NullMarked;
