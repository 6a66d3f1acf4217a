// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.connectors.kafka.KafkaConnector;
import io.weir.executor.runtime.Job;
import io.weir.executor.runtime.JobRuntime;
import io.weir.executor.runtime.JobSettings;
import io.weir.executor.runtime.JobStart;
import io.weir.executor.runtime.ResultFrame;
import io.weir.executor.runtime.Tables;
import io.weir.executor.state.MemoryBudget;
import io.weir.executor.time.JobClock;
import io.weir.formats.RawFormatFactory;
import io.weir.functions.FunctionRegistry;
import io.weir.kafkabroker.TestBroker;
import io.weir.kafkabroker.Topics;
import io.weir.plan.TableDefinition;
import io.weir.planner.ConnectorCatalog;
import io.weir.planner.PlanContext;
import io.weir.planner.Planned;
import io.weir.planner.PlannerOptions;
import io.weir.planner.SqlPlanner;
import io.weir.planner.TableTraits;
import io.weir.planner.catalog.Catalog;
import io.weir.spi.connector.ConnectorContext;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.TableSpec;
import io.weir.spi.option.Option;
import io.weir.spi.option.Options;
import io.weir.sqlparser.StatementParser;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job over a topic that goes on from its snapshot with what was written while it was away. */
@Timeout(120)
class RestartTest implements ConnectorCatalog, Tables, ConnectorContext {
    private final Topics topics = new Topics(TestBroker.shared().bootstrap());
    private final KafkaConnector connector = new KafkaConnector();
    private final MemoryBudget budget = MemoryBudget.unlimited();
    private final JobRuntime runtime = new JobRuntime(2, JobClock.system(), this, budget);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        runtime.close();
    }

    private Planned.Query plan(String create, String select) {
        SqlPlanner planner = new SqlPlanner(FunctionRegistry.builtIn(), this, PlannerOptions.defaults());
        Catalog names = Catalog.shared().forSession();
        PlanContext context = new PlanContext(names, ZoneId.of("UTC"), true, Map.of(), () -> false);
        Planned made = planner.plan(StatementParser.parse(create).get(0), context);
        ((Planned.Definition) made).change().apply(names);
        return (Planned.Query) planner.plan(StatementParser.parse(select).get(0), context);
    }

    private static List<String> rows(Job job, Planned.Query query, int count) {
        List<String> rows = new ArrayList<>();
        while (rows.size() < count) {
            ResultFrame frame = job.results().get(0).poll(Duration.ofSeconds(60));
            if (frame != null && frame.rows() != null) {
                frame.rows().rows(query.schema().types()).forEach(row -> rows.add(String.valueOf(row.get(0))));
                frame.rows().release();
            }
        }
        return rows;
    }

    @Test
    void whereASplitBeganIsKeptEvenIfNothingWasReadOfIt() throws Exception {
        topics.create("resumed", 2);
        topics.send("resumed", "before");
        Planned.Query query = plan(
                "CREATE TABLE t (word STRING) WITH ('connector' = 'kafka', 'topic' = 'resumed', 'format' = 'raw', "
                        + "'properties.bootstrap.servers' = '"
                        + TestBroker.shared().bootstrap()
                        + "', 'scan.startup.mode' = 'latest-offset')",
                "SELECT word FROM t");
        Path snapshot = folder.resolve("snapshot");
        Job first = runtime.start("first", query.job(), JobSettings.defaults());
        first.snapshot(snapshot).get(60, TimeUnit.SECONDS);
        first.stop();
        first.done().get(60, TimeUnit.SECONDS);

        topics.send("resumed", "while away");
        Job second = runtime.start("second", query.job(), JobSettings.defaults(), JobStart.from(snapshot));
        assertThat(rows(second, query, 1)).containsExactly("while away");
        topics.send("resumed", "later");
        assertThat(rows(second, query, 1)).containsExactly("later");
        second.stop();
        second.done().get(60, TimeUnit.SECONDS);
    }

    // ---- the engine's side

    private TableSpec spec(TableDefinition table) {
        Map<String, String> texts = new HashMap<>(table.options());
        texts.remove("connector");
        List<Option<?>> declared = new ArrayList<>(connector.options());
        declared.add(Option.text("format"));
        return new TableSpec(
                table.name(),
                table.schema(),
                table.metadataKeys(),
                table.primaryKey(),
                table.partitionedBy(),
                Options.check("connector", texts, declared),
                Optional.of(new RawFormatFactory().create(Options.none())));
    }

    @Override
    public TableTraits check(TableDefinition table) {
        Source source = source(table);
        return new TableTraits(
                Optional.of(new TableTraits.SourceTraits(source.bounded(), source.changeMode(), source.metadata())),
                Optional.empty(),
                Set.of());
    }

    @Override
    public Source source(TableDefinition table) {
        return connector.source(spec(table), this).orElseThrow();
    }

    @Override
    public Sink sink(TableDefinition table) {
        throw new IllegalStateException("nothing is written");
    }

    @Override
    public long nowMicros() {
        return JobClock.system().nowMicros();
    }

    @Override
    public Path resolve(String path) {
        throw new IllegalStateException("there are no files");
    }

    @Override
    public PrintStream out() {
        return System.out;
    }
}
