// SPDX-License-Identifier: Apache-2.0
/**
 * Queries within queries as joins: the executor knows neither sub-queries in expressions nor plans that are computed for each
 * row. A sub-query may then be computed for more than the rows that ask for it.
 */
@NullMarked
package io.weir.planner.subquery;

import org.jspecify.annotations.NullMarked;
