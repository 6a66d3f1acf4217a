// SPDX-License-Identifier: Apache-2.0
package io.weir.engine;

import io.weir.spi.option.Option;
import io.weir.spi.session.Engine;
import io.weir.spi.session.EngineProvider;
import java.util.List;
import java.util.Map;

/** Starts engines for the driver. */
public final class WeirEngineProvider implements EngineProvider {
    @Override
    public Engine start(Map<String, String> properties) {
        return new WeirEngine(properties);
    }

    @Override
    public List<Option<?>> engineOptions() {
        return EngineOptions.ALL;
    }

    @Override
    public List<Option<?>> sessionOptions() {
        return SessionOptions.ALL;
    }
}
