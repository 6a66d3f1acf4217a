// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.executor.operator.Counters;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeErrorsTest {
    private static final Schema SCHEMA = new Schema(List.of(new Field("v", DataType.bigint())));

    private final List<DeadLetter> letters = new ArrayList<>();
    private final Counters counters = new Counters();

    private NodeErrors errors(OnError onError, boolean takenBack) {
        DeadLetters kept = new DeadLetters() {
            @Override
            public void add(DeadLetter letter) {
                letters.add(letter);
            }

            @Override
            public void rewind(String job, long epoch) {}
        };
        return new NodeErrors(onError, kept, "job", "Project", counters, takenBack);
    }

    private static void report(NodeErrors errors, long value, int weight) {
        BatchBuilder builder = new BatchBuilder(SCHEMA.types());
        builder.append(List.of(value), weight);
        Batch batch = builder.build();
        errors.report(batch, SCHEMA, 0, weight, ErrorCode.DIVISION_BY_ZERO, null);
        batch.release();
    }

    @Test
    void aRowThatIsTakenBackBeforeTheBarrierIsNone() {
        for (OnError onError : OnError.values()) {
            NodeErrors errors = errors(onError, true);
            report(errors, 1, 1);
            report(errors, 2, 3);
            report(errors, 1, -1);
            report(errors, 2, -3);
            errors.opened(1, 0);
        }
        assertThat(letters).isEmpty();
        assertThat(counters.dropped()).isZero();
        assertThat(counters.deadLetters()).isZero();
        assertThat(counters.leftOut()).isEqualTo(8 * OnError.values().length);
    }

    @Test
    void whatIsLeftAtTheBarrierIsADeadLetter() {
        NodeErrors errors = errors(OnError.DEAD_LETTER, true);
        report(errors, 1, 2);
        report(errors, 2, 1);
        report(errors, 1, -1);
        assertThat(letters).isEmpty();
        errors.opened(1, 0);
        assertThat(letters).extracting(DeadLetter::weight).containsExactly(1, 1);
        assertThat(counters.deadLetters()).isEqualTo(2);
        assertThat(counters.leftOut()).isEqualTo(4);
    }

    @Test
    void whatIsLeftAtTheBarrierFailsTheJob() {
        NodeErrors errors = errors(OnError.FAIL, true);
        report(errors, 1, 1);
        assertThatThrownBy(() -> errors.opened(1, 0))
                .isInstanceOf(SqlException.class)
                .hasMessageContaining("division by zero");
    }

    @Test
    void whereNothingIsTakenBackAFailureIsToldAtOnce() {
        NodeErrors errors = errors(OnError.FAIL, false);
        assertThatThrownBy(() -> report(errors, 1, 1)).isInstanceOf(SqlException.class);
    }
}
