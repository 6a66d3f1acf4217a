// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vectors;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.Writer;
import io.weir.spi.type.DataType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A sink of BIGINT rows that a test looks into: what was written, and what of that is committed. */
final class Collected implements Sink {
    private final List<Written> writers = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private int committed;
    private boolean full;
    private boolean unsettled;

    /** From now on nothing more is taken. */
    synchronized void fill() {
        full = true;
    }

    /** From now on nothing arrives. */
    synchronized void hold() {
        unsettled = true;
    }

    /** Takes rows again, and lets them arrive. */
    void open() {
        List<Runnable> all;
        synchronized (this) {
            full = false;
            unsettled = false;
            all = List.copyOf(waiting);
            waiting.clear();
        }
        all.forEach(Runnable::run);
    }

    private synchronized boolean free(boolean toSettle, Runnable wake) {
        boolean waits = toSettle ? unsettled : full;
        if (waits) {
            waiting.add(wake);
        }
        return !waits;
    }

    /** How many writers wait. */
    synchronized int waiting() {
        return waiting.size();
    }

    @Override
    public Set<ChangeMode> accepts() {
        return EnumSet.of(ChangeMode.APPEND, ChangeMode.RETRACT);
    }

    @Override
    public String guarantee() {
        return "exactly-once";
    }

    @Override
    public synchronized Writer open(String job, int writer) {
        Written written = new Written();
        writers.add(written);
        return written;
    }

    @Override
    public synchronized void commit(byte[] committable) {
        committed += ByteBuffer.wrap(committable).getInt();
    }

    synchronized int committed() {
        return committed;
    }

    synchronized List<String> rows() {
        return writers.stream().flatMap(writer -> writer.rows.stream()).sorted().toList();
    }

    private final class Written implements Writer {
        final List<String> rows = new ArrayList<>();
        private int prepared;

        @Override
        public boolean ready(Runnable wake) {
            return free(false, wake);
        }

        @Override
        public boolean settled(Runnable wake) {
            return free(true, wake);
        }

        @Override
        public void write(Batch batch) {
            synchronized (Collected.this) {
                for (int i = 0; i < batch.size(); i++) {
                    int row = batch.row(i);
                    List<String> cells = new ArrayList<>();
                    for (int c = 0; c < batch.columnCount(); c++) {
                        cells.add(String.valueOf(Vectors.value(batch.column(c), DataType.bigint(), row)));
                    }
                    rows.add((batch.weight(row) > 0 ? "+" : "-") + Math.abs(batch.weight(row)) + " "
                            + String.join(" ", cells));
                }
            }
        }

        @Override
        public void flush() {}

        @Override
        public byte[] prepare(long checkpoint) {
            int fresh = rows.size() - prepared;
            prepared = rows.size();
            return fresh == 0
                    ? new byte[0]
                    : ByteBuffer.allocate(4).putInt(fresh).array();
        }

        @Override
        public void close() {}
    }
}
