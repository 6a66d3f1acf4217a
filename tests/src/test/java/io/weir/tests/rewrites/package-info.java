// SPDX-License-Identifier: Apache-2.0
/** The planner's rewrites held against what the statement says, both evaluated by the reference interpreter. */
@NullMarked
package io.weir.tests.rewrites;

import org.jspecify.annotations.NullMarked;
