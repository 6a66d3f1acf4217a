// SPDX-License-Identifier: Apache-2.0
package io.weir.engine;

import io.weir.executor.runtime.JobMetrics;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Outcome;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import io.weir.sqlparser.statement.OptionSetting;
import io.weir.sqlparser.statement.ResetOption;
import io.weir.sqlparser.statement.SetOption;
import io.weir.sqlparser.statement.ShowObjects;
import io.weir.sqlparser.statement.ShowOptions;
import io.weir.sqlparser.statement.Statement;
import io.weir.sqlparser.statement.StopJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The statements that concern the session and its jobs alone: SET, RESET, SHOW JOBS, STOP JOB. */
final class SessionCommands {
    private static final Schema OPTIONS =
            new Schema(List.of(new Field("key", DataType.text()), new Field("value", DataType.text())));

    private static final Schema JOBS = new Schema(List.of(
            new Field("job_id", DataType.text().withNullable(false)),
            new Field("kind", DataType.text().withNullable(false)),
            new Field("state", DataType.text().withNullable(false)),
            new Field("started", DataType.timestampLtz(3)),
            new Field("rows_read", DataType.bigint()),
            new Field("rows_written", DataType.bigint()),
            new Field("late", DataType.bigint()),
            new Field("dead_letters", DataType.bigint()),
            new Field("filtered", DataType.bigint()),
            new Field("dropped", DataType.bigint()),
            new Field("conflicts", DataType.bigint()),
            new Field("epochs", DataType.bigint()),
            new Field("watermark", DataType.timestampLtz(3)),
            new Field("state_bytes", DataType.bigint()),
            new Field("error", DataType.text()),
            new Field("statement", DataType.text())));

    private SessionCommands() {}

    /** The columns a command gives, if any. */
    static Optional<Schema> schema(Statement statement) {
        if (statement instanceof ShowOptions) {
            return Optional.of(OPTIONS);
        }
        return statement instanceof ShowObjects ? Optional.of(JOBS) : Optional.empty();
    }

    static Outcome run(Statement statement, EngineSession session) {
        if (statement instanceof SetOption set) {
            OptionSetting setting = set.setting();
            String key = setting.key().name();
            at(setting.key().span(), () -> SessionOptions.option(key));
            session.options(at(setting.valueSpan(), () -> session.options().with(key, setting.value())));
        } else if (statement instanceof ResetOption reset) {
            OptionSetting.Key key = reset.key();
            session.options(
                    key == null
                            ? session.options().reset()
                            : at(key.span(), () -> session.options().without(key.name())));
        } else if (statement instanceof ShowOptions) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            session.options().all().forEach((k, v) -> rows.add(Arrays.asList(k, v)));
            return new Outcome.Rows(new RowsCursor(OPTIONS, rows), List.of());
        } else if (statement instanceof ShowObjects) {
            return new Outcome.Rows(new RowsCursor(JOBS, jobs(session)), List.of());
        } else if (statement instanceof StopJob stop) {
            at(stop.span(), () -> {
                session.jobs().stop(stop.job());
                return stop;
            });
        } else {
            throw new IllegalStateException(statement.getClass().getName());
        }
        return new Outcome.Done(List.of());
    }

    private static <T> T at(SourceSpan span, Supplier<T> work) {
        try {
            return work.get();
        } catch (SqlException e) {
            throw e.span() == null ? e.at(span) : e;
        }
    }

    private static List<List<@Nullable Object>> jobs(EngineSession session) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (JobRegistry.Entry entry : session.jobs().list()) {
            JobMetrics metrics = entry.metrics();
            SqlException failure = entry.failure;
            long watermark = metrics.watermarkMicros();
            boolean none = watermark == Long.MIN_VALUE || watermark == Long.MAX_VALUE;
            rows.add(Arrays.asList(
                    entry.id,
                    entry.kind.name(),
                    entry.state,
                    micros(entry.started),
                    metrics.rowsRead(),
                    metrics.rowsWritten(),
                    metrics.late(),
                    metrics.deadLettersStanding(),
                    metrics.filtered(),
                    metrics.dropped(),
                    metrics.conflicts(),
                    metrics.epochs(),
                    none ? null : (Object) watermark,
                    metrics.stateBytes(),
                    failure == null ? null : failure.render(null),
                    entry.sql));
        }
        return rows;
    }

    private static long micros(Instant time) {
        return time.toEpochMilli() * 1000;
    }
}
