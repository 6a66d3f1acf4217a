// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.plan.TableDefinition;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.Source;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tables whose rows a test feeds by hand, and sinks it looks into. */
final class FeedTables implements Tables {
    private final Map<String, Source> feeds = new ConcurrentHashMap<>();
    private final Map<String, Collected> sinks = new ConcurrentHashMap<>();

    void put(String name, Source feed) {
        feeds.put(name, feed);
    }

    Collected collected(String name) {
        return sinks.computeIfAbsent(name, each -> new Collected());
    }

    @Override
    public Source source(TableDefinition table) {
        return feeds.get(table.name());
    }

    @Override
    public Sink sink(TableDefinition table) {
        return collected(table.name());
    }
}
