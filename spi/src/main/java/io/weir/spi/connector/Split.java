// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.connector;

/**
 * A part of a source that is read in order by one reader.
 *
 * @param id names the split for ever within its table: {@code file path}, {@code topic-partition}, {@code generator 0}
 */
public record Split(String id) {}
