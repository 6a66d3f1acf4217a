// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.session;

/**
 * One statement of a script.
 *
 * @param line 1-based line in the script where its text begins
 * @param column 1-based column there
 */
public record ScriptStatement(String sql, int line, int column) {}
