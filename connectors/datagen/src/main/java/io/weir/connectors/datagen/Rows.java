// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.datagen;

/**
 * The rows, or elements within rows, that values are made for.
 *
 * @param ids what random values are a function of: the row's index, or a number for an element within it
 * @param indexes the row's index in the table
 */
record Rows(int count, long[] ids, long[] indexes) {}
