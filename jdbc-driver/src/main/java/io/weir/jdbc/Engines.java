// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.jdbc.remote.RemoteEngine;
import io.weir.jdbc.remote.ServerAddress;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Engine;
import io.weir.spi.session.EngineProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The engines running in this process for the driver: one per URL while any connection to it is open. */
final class Engines {
    private static final Map<String, Shared> OPEN = new HashMap<>();

    private Engines() {}

    private static final class Shared {
        final Engine engine;
        int leases;

        Shared(Engine engine) {
            this.engine = engine;
        }
    }

    /** One connection's share in an engine. */
    static final class Lease implements AutoCloseable {
        private final String key;
        private final Engine engine;
        private boolean closed;

        private Lease(String key, Engine engine) {
            this.key = key;
            this.engine = engine;
        }

        Engine engine() {
            return engine;
        }

        @Override
        public void close() {
            Engine unused = null;
            synchronized (OPEN) {
                if (closed) {
                    return;
                }
                closed = true;
                Shared shared = OPEN.get(key);
                if (shared != null && --shared.leases == 0) {
                    OPEN.remove(key);
                    unused = shared.engine;
                }
            }
            if (unused != null) {
                unused.close();
            }
        }
    }

    /** The engine on the class path, if there is one. */
    static Optional<EngineProvider> onClassPath() {
        return ServiceLoader.load(EngineProvider.class, Engines.class.getClassLoader())
                .findFirst();
    }

    static EngineProvider required() {
        return onClassPath()
                .orElseThrow(() -> SqlException.report(ErrorCode.ENGINE_MISSING)
                        .says("there is no engine in this process")
                        .detail(
                                "%s runs the engine in-process, and weir-engine is not on the class path.",
                                WeirUrl.PREFIX)
                        .hint(
                                "Add io.weir:weir-engine and the connectors you use, or name a server: %s//host:port.",
                                WeirUrl.PREFIX)
                        .toException());
    }

    private static Engine start(WeirUrl url) {
        ServerAddress server = url.server();
        return server == null ? required().start(url.engineProperties()) : new RemoteEngine(server);
    }

    static Lease open(WeirUrl url) {
        synchronized (OPEN) {
            Shared shared = OPEN.get(url.key());
            if (shared == null) {
                shared = new Shared(start(url));
                OPEN.put(url.key(), shared);
            }
            shared.leases++;
            return new Lease(url.key(), shared.engine);
        }
    }
}
