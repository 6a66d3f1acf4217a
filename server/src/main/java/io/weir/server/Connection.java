// SPDX-License-Identifier: Apache-2.0
package io.weir.server;

import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;
import static io.netty.handler.codec.http.HttpHeaderNames.TRANSFER_ENCODING;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.wire.WireErrors;
import io.weir.spi.wire.WireOutput;
import io.weir.spi.wire.WireProtocol;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One client's socket: gathers a request within limits, lets a door answer it, then takes the next.
 *
 * <pre>
 *   WAITING --- head ---&gt; GATHERING --- whole ---&gt; ANSWERING --- answer sent ---&gt; WAITING
 * </pre>
 *
 * <p>Whoever sends a request before the last was answered, or takes too long for one, is cut off. All methods are called on
 * the channel's thread.
 */
public final class Connection extends ChannelInboundHandlerAdapter {
    private static final byte[] NOTHING = {};
    private static final int FIRST_PIECE = 4096;
    /** A client that still sends would lose the answer if the socket was closed whole. */
    private static final ChannelFutureListener HALF_CLOSE = sent -> ((SocketChannel) sent.channel()).shutdownOutput();

    private static final Duration REFUSED = Duration.ofSeconds(2);

    private enum Stage {
        WAITING,
        GATHERING,
        ANSWERING
    }

    // ---- settings
    private final ServerLimits limits;
    private final OriginCheck origins;
    private final Doors doors;
    private final AtomicLong gathered;
    private final boolean surplus;

    // ---- state
    private Stage stage = Stage.WAITING;
    private @Nullable ChannelHandlerContext context;
    private @Nullable HttpRequest head;
    private byte[] body = NOTHING;
    private int bodySize;
    private long claimed;
    private boolean keepAlive;
    private Duration idle;
    private boolean streaming;
    private boolean refused;
    private @Nullable Runnable onWritable;
    private @Nullable Runnable onClosed;
    private volatile long deadlineNanos = Long.MAX_VALUE;

    /** Which door a request goes through. */
    interface Doors {
        Door at(String path);
    }

    /** @param surplus whether there are too many already, so that this one is to be told so */
    Connection(ServerLimits limits, OriginCheck origins, Doors doors, AtomicLong gathered, boolean surplus) {
        this.limits = limits;
        this.origins = origins;
        this.doors = doors;
        this.gathered = gathered;
        this.surplus = surplus;
        this.idle = limits.idle();
        within(limits.firstRequest());
    }

    private void within(Duration time) {
        deadlineNanos = System.nanoTime() + time.toNanos();
    }

    /** Whether it took longer than it may; from any thread. */
    boolean overdue(long nowNanos) {
        long deadline = deadlineNanos;
        return deadline != Long.MAX_VALUE && nowNanos - deadline > 0;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    private ChannelHandlerContext context() {
        ChannelHandlerContext present = context;
        if (present == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return present;
    }

    public Channel channel() {
        return context().channel();
    }

    /** Does something on the channel's thread; not at all when the server has ended. */
    public void execute(Runnable action) {
        try {
            channel().eventLoop().execute(action);
        } catch (RejectedExecutionException e) {
            // nobody is there to be answered
        }
    }

    // ---- receiving

    @Override
    public void channelRead(ChannelHandlerContext source, Object message) {
        try {
            if (!(message instanceof HttpObject object)
                    || object.decoderResult().isFailure()) {
                source.close(); // not HTTP; there is nothing to say to it
            } else if (object instanceof HttpRequest request) {
                begin(request);
                if (request instanceof HttpContent whole) {
                    gather(whole);
                }
            } else if (object instanceof HttpContent content) {
                gather(content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(HttpRequest request) {
        if (stage != Stage.WAITING) {
            channel().close();
            return;
        }
        stage = Stage.GATHERING;
        head = request;
        keepAlive = HttpUtil.isKeepAlive(request);
        within(limits.requestBody());
        if (surplus) {
            refuse(
                    HttpResponseStatus.TOO_MANY_REQUESTS,
                    SqlException.report(ErrorCode.TOO_MANY_CONNECTIONS)
                            .says("server has as many connections as it may have")
                            .toException());
            return;
        }
        SqlException refusal = origins.refusal(request);
        if (refusal != null) {
            refuse(HttpResponseStatus.FORBIDDEN, refusal);
            return;
        }
        if (!request.method().equals(HttpMethod.POST)) {
            refuse(
                    HttpResponseStatus.METHOD_NOT_ALLOWED,
                    SqlException.report(ErrorCode.PROTOCOL)
                            .says("this is a SQL server, which takes POST requests of its drivers")
                            .hint("Connect with jdbc:weir://HOST:PORT.")
                            .toException());
            return;
        }
        long announced = HttpUtil.getContentLength(request, -1L);
        if (announced > limits.requestBytes()) {
            refuse(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, tooLarge());
            return;
        }
        if (HttpUtil.is100ContinueExpected(request)) {
            context()
                    .writeAndFlush(new DefaultFullHttpResponse(
                            HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
        }
    }

    private SqlException tooLarge() {
        return SqlException.report(ErrorCode.MESSAGE_TOO_LARGE)
                .says("request has more than %d bytes", limits.requestBytes())
                .toException();
    }

    private void gather(HttpContent content) {
        HttpRequest request = head;
        if (stage != Stage.GATHERING || request == null) {
            return; // what follows a request that was refused
        }
        ByteBuf piece = content.content();
        int count = piece.readableBytes();
        if (count > limits.requestBytes() - bodySize) {
            refuse(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, tooLarge());
            return;
        }
        if (!claim(bodySize + count)) {
            refuse(
                    HttpResponseStatus.TOO_MANY_REQUESTS,
                    SqlException.report(ErrorCode.TOO_MANY_CONNECTIONS)
                            .says("too much is being received at once")
                            .toException());
            return;
        }
        piece.readBytes(body, bodySize, count);
        bodySize += count;
        if (content instanceof LastHttpContent) {
            byte[] whole = bodySize == body.length ? body : Arrays.copyOf(body, bodySize);
            forgetRequest();
            stage = Stage.ANSWERING;
            deadlineNanos = Long.MAX_VALUE;
            Door door = doors.at(request.uri());
            door.enter(new Request(request.uri(), request.headers().get(WireProtocol.SESSION_HEADER), whole, this));
        }
    }

    /** Makes the body that long, if all requests together may have so much. */
    private boolean claim(int size) {
        if (size <= body.length) {
            return true;
        }
        int wanted = Math.max(Math.max(size, FIRST_PIECE), (int) Math.min(limits.requestBytes(), body.length * 2L));
        long more = wanted - body.length;
        if (gathered.addAndGet(more) > limits.gatheredBytes()) {
            gathered.addAndGet(-more);
            return false;
        }
        claimed += more;
        body = Arrays.copyOf(body, wanted);
        return true;
    }

    private void forgetRequest() {
        head = null;
        body = NOTHING;
        bodySize = 0;
        gathered.addAndGet(-claimed);
        claimed = 0;
    }

    /** Answers a request that is not wanted, and closes. */
    private void refuse(HttpResponseStatus status, SqlException reason) {
        boolean ours =
                head != null && WireProtocol.CONTENT_TYPE.equals(head.headers().get(CONTENT_TYPE));
        forgetRequest();
        stage = Stage.ANSWERING;
        keepAlive = false;
        refused = true;
        if (ours) {
            WireOutput out = new WireOutput();
            WireErrors.write(reason, out);
            answer(status, WireProtocol.CONTENT_TYPE, out.array(), out.size(), true);
        } else {
            byte[] text = (reason.render(null) + "\n").getBytes(StandardCharsets.UTF_8);
            answer(status, "text/plain; charset=utf-8", text, text.length, false);
        }
        within(REFUSED);
    }

    // ---- answering

    /** Lets it wait longer for its next request: closing it would look like a client that went away. */
    public void idleFor(Duration time) {
        idle = time;
    }

    /** Sends an answer whole. */
    public void answer(HttpResponseStatus status, String contentType, byte[] bytes, int length, boolean ours) {
        if (stage != Stage.ANSWERING || !channel().isActive()) {
            return;
        }
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(bytes, 0, length));
        headers(response, contentType, ours);
        response.headers().setInt(CONTENT_LENGTH, length);
        within(idle); // a client that does not even take its answer
        end(response);
    }

    private void headers(HttpResponse response, String contentType, boolean ours) {
        response.headers().set(CONTENT_TYPE, contentType);
        response.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        response.headers().set("X-Content-Type-Options", "nosniff");
        if (ours) {
            response.headers().set(WireProtocol.HEADER, WireProtocol.VERSION);
        }
        if (!keepAlive) {
            response.headers().set(CONNECTION, "close");
        }
    }

    /** Begins an answer of unknown length. */
    void beginStream(Runnable writable, Runnable closed) {
        DefaultHttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        headers(response, WireProtocol.CONTENT_TYPE, true);
        response.headers().set(TRANSFER_ENCODING, "chunked");
        streaming = true;
        onWritable = writable;
        onClosed = closed;
        context().write(response);
    }

    /** What is to happen when the client goes away before it was answered. */
    public void onClosed(Runnable closed) {
        onClosed = closed;
    }

    void write(ByteBuf piece) {
        context().write(new DefaultHttpContent(piece));
    }

    void flush() {
        context().flush();
    }

    boolean writable() {
        return channel().isWritable();
    }

    void endStream() {
        if (streaming && channel().isActive()) {
            within(idle);
            end(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    private void end(Object last) {
        streaming = false;
        onWritable = null;
        onClosed = null;
        if (keepAlive) {
            stage = Stage.WAITING;
            context().writeAndFlush(last).addListener(sent -> {
                if (!sent.isSuccess()) {
                    channel().close();
                }
            });
        } else {
            context().writeAndFlush(last).addListener(refused ? HALF_CLOSE : ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext source) {
        Runnable action = onWritable;
        if (action != null && writable()) {
            action.run();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext source) {
        forgetRequest();
        Runnable action = onClosed;
        onClosed = null;
        onWritable = null;
        if (action != null) {
            action.run();
        }
        source.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext source, Throwable cause) {
        if (!(cause instanceof java.io.IOException)) { // a client that went away
            System.getLogger(Connection.class.getName())
                    .log(System.Logger.Level.WARNING, "a connection was closed by an error", cause);
        }
        source.close();
    }
}
