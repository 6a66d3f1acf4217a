// SPDX-License-Identifier: Apache-2.0
/** What statements can name: tables and views, those of the engine and the temporary ones of a session above them. */
@NullMarked
package io.weir.planner.catalog;

import org.jspecify.annotations.NullMarked;
