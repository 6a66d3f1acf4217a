// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.session;

import java.util.Map;

/** A running engine: what a {@code jdbc:weir:} URL opens; found by {@link EngineProvider}. */
public interface Engine extends AutoCloseable {
    /** Opens a session with the given properties, which are session options. */
    Session openSession(Map<String, String> properties);

    /** Stops all jobs and ends all sessions. */
    @Override
    void close();
}
