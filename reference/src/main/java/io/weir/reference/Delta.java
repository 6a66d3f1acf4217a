// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row and how often it is added, or taken back when negative.
 *
 * @param row values as the Java objects of their types
 */
public record Delta(List<@Nullable Object> row, long weight) {}
