// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.connector;

import io.weir.spi.type.DataType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table that can be read: its splits, and a reader for each. */
public interface Source {
    /** Whether the whole ends: the present splits end and no further ones will come. */
    boolean bounded();

    /** Whether a position gives the same rows again; if not, a query over it cannot be repeated after a failure. */
    default boolean replayable() {
        return true;
    }

    default ChangeMode changeMode() {
        return ChangeMode.APPEND;
    }

    /** Metadata columns it can give, by key. */
    default Map<String, DataType> metadata() {
        return Map.of();
    }

    /** The splits there are now; a split once listed keeps its id. May block on the outside; not called by workers. */
    List<Split> splits();

    /** How often to ask for further splits; empty for never. */
    default Optional<Duration> discoveryInterval() {
        return Optional.empty();
    }

    /** Opens a split at a position, or at its start. */
    Reader open(ReadRequest request);
}
