// SPDX-License-Identifier: Apache-2.0
/** From the logical plan to the physical one, and the analyses and passes over it. */
@NullMarked
package io.weir.planner.physical;

import org.jspecify.annotations.NullMarked;
