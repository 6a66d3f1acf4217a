// SPDX-License-Identifier: Apache-2.0
/**
 * The parser that JavaCC makes of Calcite's grammar and ours, and what its productions call.
 */
@NullMarked
package io.weir.sqlparser.grammar;

import org.jspecify.annotations.NullMarked;
