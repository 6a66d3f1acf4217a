// SPDX-License-Identifier: Apache-2.0
/**
 * Statements as a sealed family of records. Queries and expressions within them are Calcite's trees, each with the
 * text it was written in; everything else is plain data with its place in the statement.
 */
@NullMarked
package io.weir.sqlparser.statement;

import org.jspecify.annotations.NullMarked;
