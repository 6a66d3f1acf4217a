// SPDX-License-Identifier: Apache-2.0
package io.weir.planner;

import io.weir.spi.connector.ChangeMode;
import io.weir.spi.type.DataType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the planner has to know of a table from its connector.
 *
 * @param source empty when it cannot be read
 * @param sink empty when it cannot be written
 * @param secretOptions keys of options that are masked wherever the table is shown
 */
public record TableTraits(Optional<SourceTraits> source, Optional<SinkTraits> sink, Set<String> secretOptions) {
    public TableTraits {
        secretOptions = Set.copyOf(secretOptions);
    }

    /**
     * How a table is read.
     *
     * @param bounded whether it ends
     * @param metadata types of the metadata columns it can give, by key
     */
    public record SourceTraits(boolean bounded, ChangeMode changes, Map<String, DataType> metadata) {
        public SourceTraits {
            metadata = Map.copyOf(metadata);
        }
    }

    /** How a table is written. */
    public record SinkTraits(Set<ChangeMode> accepts) {
        public SinkTraits {
            accepts = Set.copyOf(accepts);
        }
    }
}
