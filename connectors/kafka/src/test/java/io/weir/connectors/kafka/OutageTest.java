// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.connectors.kafka.Tables.Reading;
import io.weir.kafkabroker.BrokerProcess;
import io.weir.kafkabroker.TestBroker;
import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.Writer;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.Fault;
import io.weir.spi.error.SqlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Brokers that are away: from the beginning, or for a while. */
@Timeout(180)
class OutageTest {
    private static final long MANY_ROWS = 100_000;

    @Test
    void aBrokerThatIsNotThereIsNamedSoon() throws IOException {
        Tables tables = new Tables("127.0.0.1:" + BrokerProcess.freePort());
        Source source = tables.words(
                "any", "properties.default.api.timeout.ms", "1500", "properties.request.timeout.ms", "500");
        long start = System.nanoTime();
        assertThatThrownBy(source::splits).isInstanceOfSatisfying(SqlException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_UNREACHABLE);
            assertThat(e.code().fault()).isEqualTo(Fault.OUTSIDE);
            assertThat(e.detail()).contains(tables.bootstrap);
        });
        assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
    }

    @Test
    void aNameThatCannotBeResolvedIsUnreachable() {
        Tables tables = new Tables("no-such-host.invalid:9092");
        assertThatThrownBy(() -> tables.words("any").splits())
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_UNREACHABLE));
    }

    @Test
    void readingAndWritingGoOnWhenTheBrokerComesBack() throws IOException {
        try (BrokerProcess broker = TestBroker.own(Map.of())) {
            Tables tables = new Tables(broker.bootstrap());
            tables.topics.create("lasting", 1);
            Source source = tables.words("lasting");
            List<List<Object>> read = new ArrayList<>();
            try (Reading reading = tables.open(source, "lasting-0");
                    Writer writer = tables.writer(Tables.WORDS, Map.of(), "topic", "lasting")) {
                write(writer, 0, 100);
                writer.flush();
                read.addAll(reading.rows(60));
                broker.kill();
                // Written while nobody is there to take it.
                write(writer, 100, 200);
                assertThat(source.splits()).hasSize(1);
                broker.start();
                writer.flush();
                read.addAll(reading.rows(140));
                write(writer, 200, 300);
                writer.flush();
                read.addAll(reading.rows(100));
            }
            List<List<Object>> expected = new ArrayList<>();
            for (long i = 0; i < 300; i++) {
                expected.add(Arrays.asList(i, "w"));
            }
            assertThat(read).isEqualTo(expected);
            assertThat(tables.topics.read("lasting")).hasSize(300);
        }
    }

    @Test
    void aWriterSaysWhenItWouldWaitForTheBrokerAndWakesWhoeverAsked() throws IOException, InterruptedException {
        try (BrokerProcess broker = TestBroker.own(Map.of())) {
            Tables tables = new Tables(broker.bootstrap());
            tables.topics.create("waiting", 1);
            try (Writer writer =
                    tables.writer(Tables.WORDS, Map.of(), "topic", "waiting", "properties.buffer.memory", "1048576")) {
                Runnable nobody = () -> {};
                assertThat(writer.ready(nobody)).isTrue();
                assertThat(writer.settled(nobody)).isTrue();
                write(writer, 0, 100);
                writer.prepare(1);
                broker.kill();
                long rows = 100;
                Semaphore woken = new Semaphore(0);
                while (rows < MANY_ROWS && writer.ready(woken::release)) {
                    write(writer, rows, rows + 100);
                    rows += 100;
                }
                assertThat(rows).isBetween(200L, MANY_ROWS - 1);
                assertThat(woken.availablePermits()).isZero();
                broker.start();
                assertThat(woken.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
                assertThat(writer.ready(nobody)).isTrue();
                write(writer, rows, rows + 100);
                writer.flush();
                while (!writer.settled(woken::release)) {
                    assertThat(woken.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
                }
                assertThat(tables.topics.read("waiting")).hasSize((int) rows + 100);
            }
        }
    }

    private static void write(Writer writer, long from, long to) {
        BatchBuilder rows = new BatchBuilder(Tables.WORDS.types());
        for (long i = from; i < to; i++) {
            rows.append(Arrays.asList(i, "w"), 1);
        }
        writer.write(rows.build());
    }
}
