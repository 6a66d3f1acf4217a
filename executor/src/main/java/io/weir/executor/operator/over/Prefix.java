// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

/**
 * The words that stand for all rows of a partition before a place.
 *
 * <pre>
 *   how many rows | how many groups of peers | the words of each call
 * </pre>
 *
 * <p>Rows are counted only as far as a call asks for their number, and groups if one does: what no value depends on must not differ.
 */
final class Prefix {
    static final int ROWS = 0;
    static final int GROUPS = 1;
    static final int CALLS = 2;

    private Prefix() {}
}
