// SPDX-License-Identifier: Apache-2.0
/**
 * The reference interpreter: evaluates the plan before optimisation row by row, slowly and plainly, with
 * expression code of its own. Tests compare every result with its answer.
 */
@NullMarked
package io.weir.reference;

import org.jspecify.annotations.NullMarked;
