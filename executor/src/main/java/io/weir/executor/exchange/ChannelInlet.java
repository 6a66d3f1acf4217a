// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.exchange;

import org.jspecify.annotations.Nullable;

/** The taking end of a channel. */
public final class ChannelInlet implements Inlet {
    private final Channel channel;

    public ChannelInlet(Channel channel) {
        this.channel = channel;
    }

    @Override
    public @Nullable Object poll() {
        return channel.poll();
    }

    @Override
    public void close() {
        channel.clear();
    }
}
