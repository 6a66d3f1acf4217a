// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.connector;

import io.weir.spi.type.DataType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

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

    /** About how many rows there are in all, for EXPLAIN; empty when there is no end or no way to tell. */
    default OptionalLong estimatedRows() {
        return OptionalLong.empty();
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
