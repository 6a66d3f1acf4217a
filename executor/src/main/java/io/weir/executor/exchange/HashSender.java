// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.exchange;

import io.weir.executor.operator.Barrier;
import io.weir.executor.source.BatchBytes;
import io.weir.executor.state.KeyGroups;
import io.weir.executor.state.KeyHash;
import io.weir.spi.batch.Batch;
import io.weir.spi.type.DataType;
import java.util.Arrays;
import java.util.List;

/**
 * Sends each row to the task that owns its key.
 *
 * <pre>
 *   hash of the key -&gt; key group -&gt; task      for all rows of a batch
 *   rows sorted by task (counting sort)       one array of row numbers
 *   per task, per column: one plain loop      into the batch in the making
 * </pre>
 */
public final class HashSender implements Sender {
    private final Channel[] channels;
    private final int[] keys;
    private final int maxGroups;
    /** By key group. */
    private final int[] tasks;

    private final BatchGather[] gathers;

    private final KeyHash hash = new KeyHash();
    private long[] hashes = new long[Batch.MAX_ROWS];
    private int[] targets = new int[Batch.MAX_ROWS];
    private int[] sorted = new int[Batch.MAX_ROWS];
    private final int[] ends;

    /**
     * Makes a sender.
     *
     * @param keys columns by which rows are spread
     * @param spoils whether released batches are overwritten and not used again; in simulations
     */
    public HashSender(List<Integer> keys, List<DataType> types, int maxGroups, boolean spoils, Channel[] channels) {
        this.channels = channels;
        this.keys = keys.stream().mapToInt(each -> each).toArray();
        this.maxGroups = maxGroups;
        this.tasks = new int[maxGroups];
        for (int group = 0; group < maxGroups; group++) {
            tasks[group] = KeyGroups.taskOf(group, channels.length, maxGroups);
        }
        this.gathers = new BatchGather[channels.length];
        for (int i = 0; i < gathers.length; i++) {
            gathers[i] = new BatchGather(types, new UsedArrays(spoils), channels[i]::send);
        }
        this.ends = new int[channels.length];
    }

    @Override
    public boolean full() {
        for (Channel channel : channels) {
            if (channel.full()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void accept(Batch batch) {
        int count = batch.size();
        if (count > hashes.length) {
            hashes = new long[count];
            targets = new int[count];
            sorted = new int[count];
        }
        hash.hash(batch, keys, hashes);
        sort(batch, count);
        long rowBytes = BatchBytes.of(batch) / Math.max(1, batch.rowCount());
        int from = 0;
        for (int task = 0; task < channels.length; task++) {
            int to = ends[task];
            if (to - from == count && gathers[task].isEmpty() && count * 4 >= batch.rowCount()) {
                channels[task].send(batch); // all of it goes there, and nothing waits before it
                return;
            }
            if (to > from) {
                gathers[task].append(batch, sorted, from, to, rowBytes);
            }
            from = to;
        }
        batch.release();
    }

    /** Sorts physical rows by task; those of a task end before {@code ends[task]}. */
    private void sort(Batch batch, int count) {
        int[] starts = ends;
        Arrays.fill(starts, 0);
        for (int i = 0; i < count; i++) {
            int task = tasks[KeyGroups.groupOf(hashes[i], maxGroups)];
            targets[i] = task;
            starts[task]++;
        }
        int sum = 0;
        for (int task = 0; task < starts.length; task++) {
            int rows = starts[task];
            starts[task] = sum;
            sum += rows;
        }
        int[] selection = batch.selection();
        for (int i = 0; i < count; i++) {
            sorted[starts[targets[i]]++] = selection == null ? i : selection[i];
        }
    }

    @Override
    public void send(Barrier barrier) {
        for (int task = 0; task < channels.length; task++) {
            gathers[task].flush();
            channels[task].send(barrier);
        }
    }

    @Override
    public void close() {}
}
