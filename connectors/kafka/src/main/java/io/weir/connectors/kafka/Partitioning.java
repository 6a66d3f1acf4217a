// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

/** How the partition of a written record is chosen. */
enum Partitioning {
    /** By the hash of the key; without one, a batch to each in turn. What Kafka's client does by itself. */
    DEFAULT,
    /** Each writer has one partition. */
    FIXED,
    /** One record to each in turn. */
    ROUND_ROBIN;

    static Partitioning of(String word) {
        return switch (word) {
            case "fixed" -> FIXED;
            case "round-robin" -> ROUND_ROBIN;
            default -> DEFAULT;
        };
    }
}
