// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

/**
 * What a statement starts with, from the properties of its connection.
 *
 * @param fetchSize rows asked for at a time; 0 for as many as come at once
 * @param queryTimeout seconds; 0 for none
 */
record StatementDefaults(int fetchSize, int queryTimeout) {}
