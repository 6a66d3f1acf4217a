// SPDX-License-Identifier: Apache-2.0
package io.weir.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.weir.engine.SessionOptions;
import io.weir.server.avatica.AvaticaDoor;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.option.Option;
import io.weir.spi.session.Engine;
import io.weir.spi.wire.WireProtocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import jdk.net.ExtendedSocketOptions;

/** A server that listens: sessions of one engine, over the network. */
public final class WeirServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(WeirServer.class.getName());
    private static final long LAST_WORDS_MILLIS = 1000;
    private static final int BACKLOG = 4096;
    /** Connections beyond the limit that are told so; some drivers try again at once when they are merely closed. */
    private static final int REFUSED_MAX = 256;

    private static final int LINE_MAX = 1024;
    private static final int HEADERS_MAX = 8192;
    private static final int PIECE_MAX = 64 << 10;
    /** Together with the system's buffer less than 4 MB for a client that does not read. */
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(256 << 10, 1 << 20);

    private static final int SYSTEM_BUFFER_BYTES = 1 << 20;
    private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());
    /** More than processors: a statement may wait for an outside system while it is started. */
    private static final int PLANNERS = Math.max(8, THREADS);

    /** What a client may set; never what the engine itself is given, such as the folders it may reach. */
    private static final Set<String> SESSION_OPTIONS =
            SessionOptions.ALL.stream().map(Option::key).collect(Collectors.toUnmodifiableSet());

    private final ServerLimits limits;
    private final Sessions sessions;
    private final Work work = new Work(PLANNERS);
    private final EventLoopGroup loops;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Channel listener;
    private final String host;
    private boolean closed;

    private WeirServer(Engine engine, String host, int port, ServerLimits limits) {
        this.limits = limits;
        this.host = host;
        this.sessions = new Sessions(limits.sessions());
        InetAddress address = loopback(host);
        Door ours = new NativeDoor(engine, sessions, work, limits);
        Door avatica = new AvaticaDoor(engine, sessions, work, limits, SESSION_OPTIONS);
        Connection.Doors doors = path -> path.startsWith(WireProtocol.PATH) ? ours : avatica;
        OriginCheck origins = new OriginCheck(List.of(host, address.getHostAddress()));
        AtomicLong gathered = new AtomicLong();
        loops = new MultiThreadIoEventLoopGroup(
                THREADS, new DefaultThreadFactory("weir-network", true), NioIoHandler.newFactory());
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.SO_SNDBUF, SYSTEM_BUFFER_BYTES)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        int surplus = connections.size() - limits.connections();
                        if (surplus >= REFUSED_MAX) {
                            channel.close();
                            return;
                        }
                        connections.add(channel);
                        channel.pipeline()
                                .addLast(new HttpServerCodec(new HttpDecoderConfig()
                                        .setMaxInitialLineLength(LINE_MAX)
                                        .setMaxHeaderSize(HEADERS_MAX)
                                        .setMaxChunkSize(PIECE_MAX)))
                                .addLast("weir", new Connection(limits, origins, doors, gathered, surplus >= 0));
                    }
                });
        findDeadSockets(bootstrap);
        try {
            listener =
                    bootstrap.bind(new InetSocketAddress(address, port)).sync().channel();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SqlException.report(ErrorCode.CANCELLED)
                    .says("starting the server was interrupted")
                    .toException();
        } catch (Exception e) { // what bind throws is not declared
            loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw SqlException.report(ErrorCode.ADDRESS_NOT_AVAILABLE)
                    .says("could not listen on %s port %d", host, port)
                    .hint("Another process may use the port; --port 0 picks one that is free.")
                    .causedBy(e)
                    .toException();
        }
        loops.next().scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.SECONDS);
    }

    /**
     * Starts to listen.
     *
     * @param host a loopback address or a name of one; any other is refused
     * @param port 0 for one that is free
     */
    public static WeirServer start(Engine engine, String host, int port, ServerLimits limits) {
        return new WeirServer(engine, host, port, limits);
    }

    /** Lets the system ask an idle socket's other end after 5 seconds whether it is there, where it can. */
    private static void findDeadSockets(ServerBootstrap bootstrap) {
        try (java.nio.channels.SocketChannel probe = java.nio.channels.SocketChannel.open()) {
            if (probe.supportedOptions()
                    .containsAll(Set.of(
                            ExtendedSocketOptions.TCP_KEEPIDLE,
                            ExtendedSocketOptions.TCP_KEEPINTERVAL,
                            ExtendedSocketOptions.TCP_KEEPCOUNT))) {
                bootstrap
                        .childOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), 5)
                        .childOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), 2)
                        .childOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), 3);
            }
        } catch (IOException e) {
            // then not: a session without requests ends in the end
        }
    }

    private static InetAddress loopback(String host) {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw SqlException.report(ErrorCode.ADDRESS_NOT_AVAILABLE)
                    .says("host \"%s\" does not exist", host)
                    .causedBy(e)
                    .toException();
        }
        if (!address.isLoopbackAddress()) {
            throw SqlException.report(ErrorCode.ADDRESS_NOT_ALLOWED)
                    .says("server cannot listen on %s, which others can reach", host)
                    .detail("There is no authentication yet, and whoever sends SQL can reach files and networks.")
                    .hint("Listen on 127.0.0.1, and let others in through a tunnel such as SSH.")
                    .toException();
        }
        return address;
    }

    /** What a client connects to. */
    public String url() {
        return "jdbc:weir://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port();
    }

    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Frees what nobody wants any more. */
    private void sweep() {
        long now = System.nanoTime();
        for (Channel channel : connections) {
            if (channel.pipeline().get("weir") instanceof Connection connection && connection.overdue(now)) {
                channel.close();
            }
        }
        for (ServerSession session : sessions.all()) {
            if (session.liveness().gone(now)) {
                try {
                    work.run(() -> {
                        sessions.remove(session);
                        session.close();
                    });
                } catch (SqlException e) {
                    return; // there is too much to do; next time
                }
            }
        }
    }

    /**
     * Waits until what ended statements say to their clients is on its way: loops that are told to end close their channels
     * before they look at what they were given to do. A client that does not read is waited for only so long.
     */
    private void awaitLastWords() {
        List<Channel> open = List.copyOf(connections);
        CountDownLatch unsaid = new CountDownLatch(open.size());
        for (Channel channel : open) {
            channel.eventLoop()
                    .execute(
                            () -> channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(said -> unsaid.countDown()));
        }
        try {
            boolean all =
                    unsaid.await(Math.min(LAST_WORDS_MILLIS, limits.shutdown().toMillis()), TimeUnit.MILLISECONDS);
            if (!all) {
                LOG.log(System.Logger.Level.INFO, "{0} clients did not read to the end", unsaid.getCount());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // then they are not waited for
        }
    }

    /** Takes no more in, ends what runs with a code, and frees everything within a bounded time; the engine stays. Idempotent. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        listener.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        sessions.close();
        SqlException reason = SqlException.report(ErrorCode.SHUTTING_DOWN)
                .says("server is shutting down")
                .toException();
        List<ServerSession> open = sessions.all();
        for (ServerSession session : open) {
            sessions.remove(session);
            session.end(reason);
        }
        awaitLastWords();
        loops.shutdownGracefully(0, limits.shutdown().toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(limits.shutdown().toMillis() + 1000, TimeUnit.MILLISECONDS);
        work.close();
        open.forEach(session -> session.session().close());
    }
}
