// SPDX-License-Identifier: Apache-2.0
package io.weir.engine;

import io.weir.spi.option.Option;
import java.time.Duration;
import java.util.List;

/** The options of {@code WITH (...)} that every connector has. */
public final class TableOptions {
    static final Option<String> CONNECTOR =
            Option.text("connector").required().doc("The kind of system the table stands for.");
    static final Option<String> FORMAT = Option.text("format").doc("How records are written, such as json or csv.");
    static final Option<String> ON_ERROR = Option.oneOf("on-error", "fail", "dead-letter", "drop")
            .doc(
                    "What becomes of a record that cannot be decoded: fail the job, keep it in weir.dead_letters, or only count"
                            + " it. Unless set, an INSERT over endless input keeps dead letters, and all else fails.");
    static final Option<Duration> IDLE_TIMEOUT = Option.duration("scan.watermark.idle-timeout")
            .defaults(Duration.ZERO)
            .doc("A split without rows for so long no longer holds the watermark back; 0 for never.");
    static final Option<String> KEY_CONFLICTS = Option.oneOf("sink.key-conflicts", "greatest", "refuse")
            .defaults("greatest")
            .doc(
                    "What becomes of several rows that a changing query has for one primary key: the greatest is written and the"
                            + " others are counted, or a query that may have such rows is refused.");

    /** All of them, as docs/options.md lists them. */
    public static final List<Option<?>> ALL = List.of(CONNECTOR, FORMAT, ON_ERROR, IDLE_TIMEOUT, KEY_CONFLICTS);

    private TableOptions() {}
}
