// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.session;

import io.weir.spi.option.Option;
import java.util.List;
import java.util.Map;

/** Starts engines inside this process; found by {@code ServiceLoader}, so that the driver need not know the engine. */
public interface EngineProvider {
    /** Starts an engine with the given properties, such as {@code parallelism}. */
    Engine start(Map<String, String> properties);

    /** The settings of a whole engine, fixed when it starts. */
    List<Option<?>> engineOptions();

    /** The settings of one session, which a connection may start with. */
    List<Option<?>> sessionOptions();
}
