// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.session;

import java.util.Map;

/** Starts engines inside this process; found by {@code ServiceLoader}, so that the driver need not know the engine. */
public interface EngineProvider {
    /** Starts an engine with the given properties, such as {@code parallelism}. */
    Engine start(Map<String, String> properties);
}
