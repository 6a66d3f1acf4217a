// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.epoch;

/**
 * When epochs end.
 *
 * @param intervalMicros least distance of barriers
 * @param maxMicros age at which a source stops reading until the epoch is closed
 * @param maxBytes what a source may send in one epoch
 * @param commitMicros distance of barriers that commit, while there is something to commit; 0 for the last one only
 * @param streaming whether bounded inputs get emitting epochs like unbounded ones
 */
public record EpochSettings(long intervalMicros, long maxMicros, long maxBytes, long commitMicros, boolean streaming) {}
