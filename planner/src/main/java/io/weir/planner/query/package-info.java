// SPDX-License-Identifier: Apache-2.0
/** Queries as Calcite validates and converts them. No other package lets Calcite check a name or a type. */
@NullMarked
package io.weir.planner.query;

import org.jspecify.annotations.NullMarked;
