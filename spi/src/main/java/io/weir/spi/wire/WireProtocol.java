// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.wire;

import java.time.Duration;

/** The names and limits that both ends of a connection must agree on. */
public final class WireProtocol {
    /** Before each verb in the path of a request. */
    public static final String PATH = "/weir/1/";
    /** The header that a server of this protocol puts on each answer. */
    public static final String HEADER = "Weir-Protocol";

    public static final String VERSION = "1";
    /** The header that names the session of a request. */
    public static final String SESSION_HEADER = "Weir-Session";

    public static final String CONTENT_TYPE = "application/x-weir";

    public static final int DEFAULT_PORT = 7331;

    /** The most bytes of a request. */
    public static final int REQUEST_BYTES_MAX = 8 << 20;
    /** The most bytes of a message in an answer. */
    public static final int MESSAGE_BYTES_MAX = 64 << 20;

    /** A server tells a waiting client at least so often that it is still there. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(5);
    /** A client takes a connection that was silent for so long for lost. */
    public static final Duration SILENCE_MAX = Duration.ofSeconds(30);
    /** A server frees a session that it has not heard of for so long. */
    public static final Duration SESSION_SILENCE_MAX = Duration.ofSeconds(25);

    /** What a client asks for: the last part of the path. */
    public enum Verb {
        /** Opens a session: database, properties; answers its id and how often (in ms) the server wants to hear of it. */
        OPEN,
        /** Ends the session. */
        CLOSE,
        /** Names the sessions that are to be kept; answers those that the server does not know. */
        KEEP,
        PREPARE,
        /** Runs a statement; the answer is a stream of messages. */
        EXECUTE,
        /** Ends a running statement of the session. */
        CANCEL,
        SPLIT,
        TABLES,
        FUNCTIONS,
        KEYWORDS,
        /** Waits a while for the jobs of the session. */
        AWAIT;

        public String path() {
            return PATH + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The kinds of messages in the answer to {@link Verb#EXECUTE}. */
    public enum MessageKind {
        /** Nothing: the server is still there. */
        HEARTBEAT,
        /** What the statement came to. */
        OUTCOME,
        /** A frame of rows or of progress. */
        FRAME,
        /** Why there will be no more. */
        ERROR,
        /** What is worth knowing of the rows so far, in texts; in place of what was told before. */
        WARNINGS
    }

    private WireProtocol() {}
}
