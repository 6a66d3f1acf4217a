// SPDX-License-Identifier: Apache-2.0
/** What CREATE TABLE and INSERT INTO ask of columns: checks and conversions that no query has. */
@NullMarked
package io.weir.planner.definition;

import org.jspecify.annotations.NullMarked;
