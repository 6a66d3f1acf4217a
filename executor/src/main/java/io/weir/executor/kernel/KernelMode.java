// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel;

/** How expressions are computed; the results are the same. */
public enum KernelMode {
    /** Interpreted at first; compiled in the background when a kernel has seen enough rows to make that worth its while. */
    ADAPTIVE,
    /** Compiled before the first row, unless that fails; for tests and benchmarks. */
    COMPILED,
    /** Never compiled; for tests. */
    INTERPRETED
}
