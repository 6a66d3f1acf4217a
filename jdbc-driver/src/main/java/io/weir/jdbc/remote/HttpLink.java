// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc.remote;

import io.weir.spi.wire.WireProtocol;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection: sends a request and gives the body of its answer piece by piece, as it arrives.
 *
 * <p>One thread uses it; any thread may close it, which wakes that one. A wait that ends without data loses nothing: the
 * next read goes on where it was.
 */
final class HttpLink implements AutoCloseable {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int LINE_MAX = 8192;
    private static final int HEADERS_MAX = 100;

    private final SocketChannel channel;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String authority;

    private final byte[] buffer = new byte[16 << 10];
    private int position;
    private int limit;

    // ---- the answer being read
    private int status;
    private boolean fromWeir;
    private boolean keepAlive;
    private boolean chunked;
    private long left;
    private boolean ended;

    private long idleSince;

    private HttpLink(SocketChannel channel, String authority) throws IOException {
        this.channel = channel;
        this.socket = channel.socket();
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.authority = authority;
    }

    static HttpLink open(ServerAddress address) throws IOException {
        IOException last = null;
        for (InetAddress each : InetAddress.getAllByName(address.host())) {
            SocketChannel channel = SocketChannel.open();
            try {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
                channel.socket().connect(new InetSocketAddress(each, address.port()), CONNECT_MILLIS);
                return new HttpLink(channel, address.authority());
            } catch (IOException e) {
                channel.close();
                last = e;
            }
        }
        throw last == null ? new IOException("the host has no address") : last;
    }

    /** Sends a request whole. */
    void send(String path, String contentType, @Nullable String session, byte[] body, int length) throws IOException {
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: " + authority + "\r\nContent-Type: " + contentType
                        + (session == null ? "" : "\r\n" + WireProtocol.SESSION_HEADER + ": " + session)
                        + "\r\nContent-Length: " + length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = new byte[head.length + length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, length);
        ended = false;
        out.write(whole);
    }

    /** Whether the answer has begun to come, waiting for it. */
    boolean awaitAnswer(Duration maxWait) throws IOException {
        try {
            if (position == limit) {
                fill(System.nanoTime() + maxWait.toNanos());
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /** Reads the answer up to its body. */
    void awaitHead(Duration maxWait) throws IOException {
        long deadline = System.nanoTime() + maxWait.toNanos();
        String first = line(deadline);
        while (first.startsWith("HTTP/1.1 100")) {
            while (!line(deadline).isEmpty()) {
                // headers of an answer that is only on its way
            }
            first = line(deadline);
        }
        if (!first.startsWith("HTTP/1.") || first.length() < 12) {
            throw new ProtocolException("no HTTP answer");
        }
        try {
            status = Integer.parseInt(first.substring(9, 12));
        } catch (NumberFormatException e) {
            throw new ProtocolException("no HTTP status");
        }
        keepAlive = first.startsWith("HTTP/1.1");
        fromWeir = false;
        chunked = false;
        left = -1;
        int headers = 0;
        for (String line = line(deadline); !line.isEmpty(); line = line(deadline)) {
            if (++headers > HEADERS_MAX) {
                throw new ProtocolException("too many headers");
            }
            header(line);
        }
        if (chunked) {
            left = 0;
        } else if (left < 0) {
            keepAlive = false; // the body ends with the connection
            left = Long.MAX_VALUE;
        }
        ended = !chunked && left == 0;
    }

    private void header(String line) throws ProtocolException {
        int colon = line.indexOf(':');
        if (colon < 1) {
            throw new ProtocolException("no header");
        }
        String value = line.substring(colon + 1).trim();
        switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "content-length" -> {
                try {
                    left = Long.parseLong(value);
                } catch (NumberFormatException e) {
                    left = -1;
                }
                if (left < 0) {
                    throw new ProtocolException("no length");
                }
            }
            case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
            case "connection" -> keepAlive &= !value.equalsIgnoreCase("close");
            case "weir-protocol" -> fromWeir = true;
            default -> {}
        }
    }

    int status() {
        return status;
    }

    /** Whether the answer came from a server of our protocol. */
    boolean fromWeir() {
        return fromWeir;
    }

    /**
     * Reads what there is of the body, at least one byte.
     *
     * @return how many; -1 at the end of the body
     * @throws SocketTimeoutException when nothing came in time; nothing is lost
     */
    int read(byte[] into, int offset, int most, long waitNanos) throws IOException {
        long deadline = System.nanoTime() + waitNanos;
        while (chunked && left == 0 && !ended) {
            nextChunk(deadline);
        }
        if (ended) {
            return -1;
        }
        int wanted = (int) Math.min(most, left);
        int count;
        if (position < limit) {
            count = Math.min(wanted, limit - position);
            System.arraycopy(buffer, position, into, offset, count);
            position += count;
        } else if (wanted >= buffer.length) {
            count = receive(into, offset, wanted, deadline);
        } else {
            fill(deadline);
            count = Math.min(wanted, limit - position);
            System.arraycopy(buffer, position, into, offset, count);
            position += count;
        }
        if (left != Long.MAX_VALUE) {
            left -= count;
        }
        if (chunked && left == 0) {
            chunkEnds = true;
        }
        ended = !chunked && left == 0;
        return count;
    }

    /** Whether the line break behind a chunk is still to be read. */
    private boolean chunkEnds;

    private void nextChunk(long deadline) throws IOException {
        if (chunkEnds) {
            if (!line(deadline).isEmpty()) {
                throw new ProtocolException("no end of a chunk");
            }
            chunkEnds = false;
        }
        if (!trailer) {
            String size = line(deadline);
            int end = size.indexOf(';');
            try {
                left = Long.parseLong((end < 0 ? size : size.substring(0, end)).trim(), 16);
            } catch (NumberFormatException e) {
                throw new ProtocolException("no size of a chunk");
            }
            trailer = left == 0;
        }
        if (trailer) {
            while (!line(deadline).isEmpty()) {
                // trailers say nothing to us
            }
            trailer = false;
            ended = true;
        }
    }

    /** Whether the last chunk was seen and its trailers are to be read. */
    private boolean trailer;

    /** The next line, once it is there whole. */
    private String line(long deadline) throws IOException {
        int from = position;
        while (true) {
            for (; from < limit; from++) {
                if (buffer[from] == '\n') {
                    int end = from > position && buffer[from - 1] == '\r' ? from - 1 : from;
                    String line = new String(buffer, position, end - position, StandardCharsets.ISO_8859_1);
                    position = from + 1;
                    return line;
                }
            }
            if (limit - position > LINE_MAX) {
                throw new ProtocolException("a line is too long");
            }
            from -= position;
            fill(deadline);
            from += position;
        }
    }

    /** Receives more behind what is in the buffer. */
    private void fill(long deadline) throws IOException {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        limit += receive(buffer, limit, buffer.length - limit, deadline);
    }

    private int receive(byte[] into, int offset, int most, long deadline) throws IOException {
        long millis = (deadline - System.nanoTime() + 999_999) / 1_000_000;
        socket.setSoTimeout((int) Math.max(1, Math.min(millis, Integer.MAX_VALUE)));
        int count = in.read(into, offset, most);
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        return count;
    }

    /** Whether the answer was read whole, so that another request may follow. */
    boolean reusable() {
        return ended && keepAlive && position == limit && channel.isOpen();
    }

    void idle() {
        idleSince = System.nanoTime();
    }

    /** Whether it has been idle for longer than that, or was closed by the server meanwhile. */
    boolean stale(Duration most) {
        if (System.nanoTime() - idleSince > most.toNanos()) {
            return true;
        }
        try {
            channel.configureBlocking(false);
            boolean silent = channel.read(ByteBuffer.allocate(1)) == 0;
            channel.configureBlocking(true);
            return !silent;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it is of no use any more, closed or not
        }
    }
}
