// SPDX-License-Identifier: Apache-2.0
/** Scalar expressions: what Calcite's row expressions become. */
@NullMarked
package io.weir.plan.expression;

import org.jspecify.annotations.NullMarked;
