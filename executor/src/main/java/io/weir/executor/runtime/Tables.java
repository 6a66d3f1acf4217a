// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.plan.TableDefinition;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.Source;

/** Makes the sources and sinks that a plan names; given by the engine, which knows the connectors. */
public interface Tables {
    Source source(TableDefinition table);

    Sink sink(TableDefinition table);
}
