// SPDX-License-Identifier: Apache-2.0
/** Plans as people read them. */
@NullMarked
package io.weir.planner.explain;

import org.jspecify.annotations.NullMarked;
