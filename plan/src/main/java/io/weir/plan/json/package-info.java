// SPDX-License-Identifier: Apache-2.0
/** Plans as versioned JSON, so that a job can be stored and run again. */
@NullMarked
package io.weir.plan.json;

import org.jspecify.annotations.NullMarked;
