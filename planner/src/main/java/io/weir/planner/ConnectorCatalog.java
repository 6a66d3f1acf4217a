// SPDX-License-Identifier: Apache-2.0
package io.weir.planner;

import io.weir.plan.TableDefinition;
import java.util.OptionalLong;

/** The connectors there are, as far as planning asks; implemented by the engine. */
public interface ConnectorCatalog {
    /**
     * Checks a table against its connector and format, and tells what it can do; reads nothing.
     *
     * @param table its options name a connector
     * @throws io.weir.spi.error.SqlException with CONNECTOR_NOT_FOUND, OPTION_UNKNOWN, OPTION_MISSING, OPTION_VALUE or what
     *     the connector finds
     */
    TableTraits check(TableDefinition table);

    /** About how many rows a table has; empty when that cannot be told, or when it does not end. Never an error. */
    default OptionalLong estimatedRows(TableDefinition table) {
        return OptionalLong.empty();
    }
}
