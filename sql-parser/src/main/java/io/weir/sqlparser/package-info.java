// SPDX-License-Identifier: Apache-2.0
/**
 * From SQL text to statements: Calcite's grammar with the DDL of Weir, statements as sealed types, and parse
 * errors that point at the exact token.
 */
@NullMarked
package io.weir.sqlparser;

import org.jspecify.annotations.NullMarked;
