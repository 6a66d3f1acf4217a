// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.plan.expression.Expression;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.connector.Poll;
import io.weir.spi.connector.ReadRequest;
import io.weir.spi.connector.Reader;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.Split;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Constant rows, read like a bounded table of one split; a position is the number of rows given. */
final class ValuesSource implements Source {
    private final PhysicalPlan.Values plan;

    ValuesSource(PhysicalPlan.Values plan) {
        this.plan = plan;
    }

    @Override
    public boolean bounded() {
        return true;
    }

    @Override
    public List<Split> splits() {
        return List.of(new Split("values"));
    }

    @Override
    public Reader open(ReadRequest request) {
        return new Rows(rowOf(request.position(), 0));
    }

    private static int rowOf(byte @Nullable [] position, int otherwise) {
        return position == null ? otherwise : ByteBuffer.wrap(position).getInt();
    }

    private final class Rows implements Reader {
        private int next;

        Rows(int next) {
            this.next = next;
        }

        @Override
        public Poll poll(int maxRows, byte @Nullable [] untilPosition) {
            int all = plan.rows().size();
            int end = Math.min(rowOf(untilPosition, all), next + Math.min(maxRows, all - next));
            if (next == all) {
                return Poll.END;
            }
            if (next >= end) {
                return Poll.NOTHING;
            }
            BatchBuilder rows = new BatchBuilder(plan.schema().types(), end - next);
            while (next < end && !rows.full()) {
                rows.append(
                        plan.rows().get(next).stream()
                                .map(Expression.Literal::value)
                                .toList(),
                        1);
                next++;
            }
            return new Poll.Rows(rows.build());
        }

        @Override
        public byte[] position() {
            return ByteBuffer.allocate(4).putInt(next).array();
        }

        @Override
        public void close() {}
    }
}
