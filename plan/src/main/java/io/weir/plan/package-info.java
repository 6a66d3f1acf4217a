// SPDX-License-Identifier: Apache-2.0
/**
 * Plans and expressions as records, storable as versioned JSON: the logical plan that the reference interpreter
 * reads, and the physical plan that the executor runs.
 */
@NullMarked
package io.weir.plan;

import org.jspecify.annotations.NullMarked;
