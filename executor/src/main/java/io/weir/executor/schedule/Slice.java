// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.schedule;

/** How long a turn may last. */
@FunctionalInterface
public interface Slice {
    /** Whether the turn should come to its end; asked once per batch. */
    boolean over();
}
