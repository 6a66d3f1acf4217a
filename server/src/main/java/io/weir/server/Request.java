// SPDX-License-Identifier: Apache-2.0
package io.weir.server;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * A request that was received whole.
 *
 * @param session what its session header says
 * @param connection where the answer goes
 */
public record Request(String path, @Nullable String session, byte[] body, Connection connection) {
    public Channel channel() {
        return connection.channel();
    }
}
