// SPDX-License-Identifier: Apache-2.0
package io.weir.engine;

import io.weir.executor.deadletter.OnError;
import io.weir.executor.runtime.JobSettings;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.Nearest;
import io.weir.spi.error.SqlException;
import io.weir.spi.option.Option;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings of one session, changed with SET; a statement runs under those in force when it starts. */
public final class SessionOptions {
    static final Option<Long> PARALLELISM = Option.integer("parallelism", 1, 256)
            .defaults((long) Runtime.getRuntime().availableProcessors())
            .doc("The most tasks a node of a query runs in.");
    static final Option<String> TIME_ZONE = Option.of("time-zone", "IANA name of a time zone", text -> {
                try {
                    return ZoneId.of(text.trim()).getId();
                } catch (java.time.DateTimeException e) {
                    throw new IllegalArgumentException(e);
                }
            })
            .defaults(ZoneId.systemDefault().getId())
            .doc("The zone in which TIMESTAMP_LTZ is converted and its windows are cut.");
    static final Option<Duration> EPOCH_INTERVAL = Option.duration("epoch.interval")
            .defaults(Duration.ofMillis(5))
            .doc(
                    "The least time between two barriers, that is between two answers of a query that revises; at most epoch.max-length.");
    static final Option<Long> EPOCH_MAX_BYTES = Option.bytes("epoch.max-bytes")
            .defaults(16L << 20)
            .doc("A source that has sent so much in one epoch waits for its barrier.");
    static final Option<Duration> EPOCH_MAX_LENGTH = Option.duration("epoch.max-length")
            .defaults(Duration.ofMillis(100))
            .doc("A source whose epoch is so old waits for its barrier.");
    static final Option<String> ON_ERROR = Option.oneOf("on-error", "automatic", "fail", "dead-letter", "drop")
            .defaults("automatic")
            .doc(
                    "What becomes of a row whose expression fails: fail the job, keep it in weir.dead_letters, or only count"
                            + " it. automatic: an INSERT over endless input keeps dead letters, and all else fails.");
    static final Option<String> RUNTIME_MODE = Option.oneOf("execution.runtime-mode", "automatic", "batch", "streaming")
            .defaults("automatic")
            .doc("streaming shows changes over bounded inputs too; else they give their final answer alone.");

    static final Option<Duration> COMMIT_INTERVAL = Option.duration("sink.commit-interval")
            .defaults(Duration.ofSeconds(10))
            .doc("How often an endless INSERT makes its output final, such as whole files.");

    /** All of them, as docs/options.md lists them. */
    public static final List<Option<?>> ALL = List.of(
            PARALLELISM,
            TIME_ZONE,
            EPOCH_INTERVAL,
            EPOCH_MAX_BYTES,
            EPOCH_MAX_LENGTH,
            ON_ERROR,
            RUNTIME_MODE,
            COMMIT_INTERVAL);

    /** Flink's keys where the meaning is the same. */
    private static final Map<String, String> SYNONYMS = Map.of(
            "parallelism.default", "parallelism",
            "table.exec.resource.default-parallelism", "parallelism",
            "table.local-time-zone", "time-zone");

    private final Map<String, String> texts;

    private SessionOptions(Map<String, String> texts) {
        this.texts = texts;
    }

    static SessionOptions of(Map<String, String> properties) {
        SessionOptions options = new SessionOptions(Map.of());
        for (Map.Entry<String, String> property : properties.entrySet()) {
            options = options.with(property.getKey(), property.getValue());
        }
        return options;
    }

    static Option<?> option(String key) {
        String own = SYNONYMS.getOrDefault(key, key);
        for (Option<?> option : ALL) {
            if (option.key().equals(own)) {
                return option;
            }
        }
        List<String> keys = ALL.stream().<String>map(Option::key).toList();
        throw SqlException.report(ErrorCode.OPTION_UNKNOWN)
                .says("session option \"%s\" does not exist", key)
                .detail("The session options are %s.", String.join(", ", keys))
                .hint("%s", Nearest.hint(key, keys, "SET alone lists them."))
                .toException();
    }

    SessionOptions with(String key, String text) {
        Option<?> option = option(key);
        option.parse(text);
        Map<String, String> changed = new LinkedHashMap<>(texts);
        changed.put(option.key(), text);
        return new SessionOptions(Map.copyOf(changed));
    }

    SessionOptions without(String key) {
        Map<String, String> changed = new LinkedHashMap<>(texts);
        changed.remove(option(key).key());
        return new SessionOptions(Map.copyOf(changed));
    }

    SessionOptions reset() {
        return new SessionOptions(Map.of());
    }

    <T> T get(Option<T> option) {
        String text = texts.get(option.key());
        T value = text == null ? option.defaultValue() : option.parse(text);
        if (value == null) {
            throw new IllegalStateException(option.key() + " has no default");
        }
        return value;
    }

    /** All options with their present values, by key. */
    Map<String, String> all() {
        Map<String, String> all = new TreeMap<>();
        for (Option<?> option : ALL) {
            Object value = get(option);
            all.put(
                    option.key(),
                    texts.getOrDefault(
                            option.key(), value instanceof Duration d ? d.toMillis() + " ms" : value.toString()));
        }
        return all;
    }

    ZoneId zone() {
        return ZoneId.of(get(TIME_ZONE));
    }

    boolean streaming() {
        return get(RUNTIME_MODE).equals("streaming");
    }

    /**
     * How a job runs under these options.
     *
     * @param streaming whether the statement is to be read in emitting epochs whatever its inputs
     * @param endlessInsert whether it is an INSERT over unbounded input
     */
    JobSettings jobSettings(boolean streaming, boolean endlessInsert) {
        String onError = get(ON_ERROR);
        OnError automatic = endlessInsert ? OnError.DEAD_LETTER : OnError.FAIL;
        JobSettings defaults = JobSettings.defaults();
        return new JobSettings(
                get(PARALLELISM).intValue(),
                get(EPOCH_INTERVAL).toNanos() / 1000,
                get(EPOCH_MAX_BYTES),
                get(EPOCH_MAX_LENGTH).toNanos() / 1000,
                onError.equals("automatic") ? automatic : OnError.of(onError),
                streaming,
                false,
                defaults.resultBufferBytes(),
                get(COMMIT_INTERVAL).toNanos() / 1000);
    }
}
