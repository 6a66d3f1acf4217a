// SPDX-License-Identifier: Apache-2.0
/** The types of SQL as the validator sees them, and the way between those and our own. */
@NullMarked
package io.weir.planner.type;

import org.jspecify.annotations.NullMarked;
