// SPDX-License-Identifier: Apache-2.0
/** The physical plan: one record for each operator, the last thing a planner says and the first an executor reads. */
@NullMarked
package io.weir.plan.physical;

import org.jspecify.annotations.NullMarked;
