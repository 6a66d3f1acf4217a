// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser;

/**
 * What a statement may ask of the parser; checked on the text before any work is done.
 *
 * @param statementBytes the length of the text in UTF-8, be it a statement or a script
 * @param nesting parentheses, brackets, CASE and signs within each other
 * @param chain operators in a row, which make a tree that deep
 * @param operands operands of AND and OR in a row, whose trees are shallow
 */
public record ParserLimits(int statementBytes, int nesting, int chain, int operands) {
    public static final ParserLimits DEFAULT = new ParserLimits(1 << 20, 128, 500, 5_000);
}
