// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc.remote;

import io.weir.spi.wire.WireErrors;
import io.weir.spi.wire.WireInput;
import io.weir.spi.wire.WireProtocol;
import io.weir.spi.wire.WireProtocol.MessageKind;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a statement: messages as the server sends them, each {@code length:4 kind:1 bytes}.
 *
 * <p>One thread reads; any may abort, which wakes that one.
 */
final class MessageStream {
    private static final int HEAD = 5;
    private static final int FIRST_PIECE = 256 << 10;

    /** A message; its bytes are its own. */
    record Message(MessageKind kind, byte[] bytes) {
        WireInput input() {
            return new WireInput(bytes);
        }
    }

    private final ServerCalls calls;
    private final HttpLink link;
    private final byte[] head = new byte[HEAD];
    private int headFilled;
    private byte @Nullable [] body;
    private int bodyFilled;
    private long silentNanos;

    // ---- guarded by this
    private boolean gone;

    /** Takes over a connection on which a request was sent. */
    MessageStream(ServerCalls calls, HttpLink link) throws IOException {
        this.calls = calls;
        this.link = link;
        link.awaitHead(WireProtocol.SILENCE_MAX);
        if (!link.fromWeir()) {
            throw new IOException("no answer of Weir's protocol");
        }
        if (link.status() != 200) {
            byte[] error = new byte[64 << 10];
            int size = 0;
            for (int count = 0; count >= 0 && size < error.length; size += Math.max(0, count)) {
                count = link.read(error, size, error.length - size, WireProtocol.SILENCE_MAX.toNanos());
            }
            finish();
            throw WireErrors.read(new WireInput(error, 0, size));
        }
    }

    /** The next message but heartbeats; null when there was none in time. */
    @Nullable
    Message next(Duration maxWait) throws IOException {
        long deadline = System.nanoTime() + maxWait.toNanos();
        while (true) {
            long before = System.nanoTime();
            long most = Math.min(deadline - before, WireProtocol.SILENCE_MAX.toNanos() - silentNanos);
            try {
                Message message = read(Math.max(0, most));
                silentNanos = 0;
                if (message != null && message.kind != MessageKind.HEARTBEAT) {
                    return message;
                }
            } catch (SocketTimeoutException e) {
                long now = System.nanoTime();
                silentNanos += now - before;
                if (silentNanos >= WireProtocol.SILENCE_MAX.toNanos()) {
                    throw new IOException("the server is silent", e);
                }
            }
            if (deadline - System.nanoTime() <= 0) {
                return null;
            }
        }
    }

    /** Receives once; null when the message is not whole yet. */
    private @Nullable Message read(long waitNanos) throws IOException {
        byte[] bytes = body;
        if (bytes == null) {
            headFilled += count(link.read(head, headFilled, HEAD - headFilled, waitNanos));
            if (headFilled < HEAD) {
                return null;
            }
            WireInput in = new WireInput(head);
            int length = in.fourBytes();
            if (length < 0 || length > WireProtocol.MESSAGE_BYTES_MAX) {
                throw WireInput.broken("a message is too long");
            }
            in.member(MessageKind.class);
            bytes = new byte[Math.min(length, FIRST_PIECE)];
            body = bytes;
            bodyFilled = 0;
        }
        int length = new WireInput(head).fourBytes();
        if (bodyFilled < length) {
            if (bodyFilled == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(length, bytes.length * 2L));
                body = bytes;
            }
            bodyFilled += count(link.read(bytes, bodyFilled, bytes.length - bodyFilled, waitNanos));
        }
        if (bodyFilled < length) {
            return null;
        }
        body = null;
        headFilled = 0;
        return new Message(MessageKind.values()[head[HEAD - 1]], bytes);
    }

    private static int count(int read) throws IOException {
        if (read < 0) {
            throw new IOException("the answer ends too early");
        }
        return read;
    }

    /** Reads the end behind the last message, so that the connection can be used again. */
    void finish() {
        try {
            if (link.read(new byte[1], 0, 1, WireProtocol.SILENCE_MAX.toNanos()) >= 0) {
                abort();
                return;
            }
        } catch (IOException e) {
            abort();
            return;
        }
        synchronized (this) {
            if (gone) {
                return;
            }
            gone = true;
        }
        calls.give(link);
    }

    /** Breaks the connection, which ends the statement and wakes its reader. */
    void abort() {
        synchronized (this) {
            if (gone) {
                return;
            }
            gone = true;
        }
        link.close();
    }
}
