// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import java.util.HashMap;
import java.util.Map;

/** The fetchers of a process: one for each cluster that is being read, shared by all its readers. */
final class Fetchers {
    private final Map<Map<String, Object>, Shared> bySettings = new HashMap<>();

    private static final class Shared {
        private final Fetcher fetcher;
        private int users;

        Shared(Fetcher fetcher) {
            this.fetcher = fetcher;
        }
    }

    /** Has a partition fetched; {@link #close} ends that. */
    synchronized Fetcher open(Map<String, Object> settings, PartitionBuffer buffer) {
        Shared shared = bySettings.computeIfAbsent(settings, each -> new Shared(new Fetcher(each)));
        shared.users++;
        shared.fetcher.add(buffer);
        return shared.fetcher;
    }

    synchronized void close(Map<String, Object> settings, PartitionBuffer buffer) {
        Shared shared = bySettings.get(settings);
        if (shared != null) {
            shared.fetcher.remove(buffer);
            if (--shared.users == 0) {
                bySettings.remove(settings);
                shared.fetcher.end();
            }
        }
    }
}
