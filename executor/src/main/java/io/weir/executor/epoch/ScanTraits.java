// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.epoch;

/**
 * What the coordinator must know of a scan.
 *
 * @param bounded whether it ends
 * @param timed whether it has a watermark
 * @param constant whether its rows stand in the query, so that no answer is without them
 * @param cutPoints how many tasks read it
 */
public record ScanTraits(boolean bounded, boolean timed, boolean constant, int cutPoints) {}
