// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.executor.deadletter.DeadLetters;
import io.weir.plan.TableDefinition;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.Source;

/** Makes the sources and sinks that a plan names; given by the engine, which knows the connectors. */
public interface Tables {
    Source source(TableDefinition table);

    Sink sink(TableDefinition table);

    /** Where records and rows that jobs leave out go. */
    default DeadLetters deadLetters() {
        return DeadLetters.none();
    }
}
