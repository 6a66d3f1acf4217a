// SPDX-License-Identifier: Apache-2.0
/** Functions over frames of ordered partitions. */
@NullMarked
package io.weir.executor.operator.over;

import org.jspecify.annotations.NullMarked;
