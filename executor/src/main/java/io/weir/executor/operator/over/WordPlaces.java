// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

/**
 * Where the words of a call stand.
 *
 * @param before among the words of the rows before
 * @param total among the words of all rows
 * @param stores whether the rows go once their values are known: nothing is known of all rows, and what is known of those
 *     before may stand in columns
 */
record WordPlaces(int before, int total, boolean stores) {}
