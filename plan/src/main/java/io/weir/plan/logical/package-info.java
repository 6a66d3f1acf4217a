// SPDX-License-Identifier: Apache-2.0
/** The plan before optimisation, which the reference interpreter evaluates. */
@NullMarked
package io.weir.plan.logical;

import org.jspecify.annotations.NullMarked;
