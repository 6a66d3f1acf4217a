// SPDX-License-Identifier: Apache-2.0
package io.weir.plan;

/** One column of an ordering. */
public record SortKey(int column, boolean descending, boolean nullsFirst) {}
