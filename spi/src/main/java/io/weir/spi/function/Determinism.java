// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.function;

/** What a function's result depends on. */
public enum Determinism {
    /** On its arguments alone. */
    DETERMINISTIC,
    /** Also on the barrier that opened the epoch, such as its time. */
    CONSTANT_PER_EPOCH,
    /** On chance or on the outside. */
    VOLATILE
}
