// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.operator.OperatorContext;
import io.weir.executor.operator.Output;
import io.weir.executor.operator.Progress;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.TableScan;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.batch.Vectors;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the rows last shown of touched groups, and sends how they have changed: for each group that now shows
 * another row the old one with weight -1, then the new one with +1.
 */
final class GroupChanges {
    /** So many runs of touched groups are remembered. */
    private static final int TOUCHED_MAX = 256;

    private final Aggregation aggregation;
    private final StateTable table;
    private final OperatorContext context;
    private final List<DataType> resultTypes;
    private final Schema keySchema;
    private final VectorPair[] pairs;

    private final List<TouchedGroups> touched = new ArrayList<>();
    private int sent;

    private final VectorBuilder[] builders;
    private final ErrorMask errors = new ErrorMask();
    private int[] newly = new int[Batch.MAX_ROWS];
    private final int[] scanned = new int[TouchedGroups.MAX];
    private final int[] notShown = new int[TouchedGroups.MAX];
    private final boolean[] differs = new boolean[TouchedGroups.MAX];
    private final int[] picks = new int[Batch.MAX_ROWS];
    private final int[] keyPlaces = new int[Batch.MAX_ROWS];

    /** @param schema the keys of the table, then the results */
    GroupChanges(Aggregation aggregation, StateTable table, Schema schema, OperatorContext context) {
        this.aggregation = aggregation;
        this.table = table;
        int keys = table.keyCount();
        keySchema = new Schema(schema.columns().subList(0, keys));
        resultTypes = schema.types().subList(keys, schema.size());
        this.context = context;
        pairs = resultTypes.stream().map(VectorPair::new).toArray(VectorPair[]::new);
        builders = resultTypes.stream()
                .map(type -> VectorBuilder.of(type, TouchedGroups.MAX))
                .toArray(VectorBuilder[]::new);
        Arrays.fill(notShown, TouchedGroups.NOT_SHOWN);
    }

    /** Takes note of groups before they are changed; those of which note has been taken are passed over. */
    void touch(int[] groups, int count) {
        if (newly.length < count) {
            newly = new int[count];
        }
        int found = table.mark(groups, count, newly, 0);
        int done = 0;
        while (done < found) {
            TouchedGroups last = touched.isEmpty() ? null : touched.get(touched.size() - 1);
            if (last == null || last.full()) {
                last = new TouchedGroups(resultTypes);
                touched.add(last);
            }
            done = last.add(aggregation, table, newly, done, found);
        }
    }

    /** Whether it is time to send changes before the barrier. */
    boolean full() {
        return touched.size() > TOUCHED_MAX;
    }

    /** Sends the changes of touched groups until the output is full. */
    Progress send(Output out) {
        int visited = 0;
        while (sent < touched.size()) {
            if (out.full() || visited >= TableScan.SLICE) {
                return Progress.MORE;
            }
            TouchedGroups part = touched.get(sent++);
            visited += part.count;
            Vector[] shown = new Vector[builders.length];
            for (int call = 0; call < shown.length; call++) {
                shown[call] = part.shown(call);
            }
            table.unmark(part.groups, 0, part.count);
            send(part.groups, part.count, part.places, part, shown, out);
        }
        touched.clear();
        sent = 0;
        return Progress.DONE;
    }

    /** Sends the rows of all groups, of which none has been shown yet, until the output is full. */
    Progress sendAll(TableScan scan, Output out) {
        int visited = 0;
        while (!scan.done()) {
            if (out.full() || visited >= TableScan.SLICE) {
                return Progress.MORE;
            }
            int count = scan.next(scanned);
            visited += count == 0 ? TableScan.SLICE : count;
            if (count > 0) {
                send(scanned, count, notShown, null, new Vector[0], out);
            }
        }
        return Progress.DONE;
    }

    private void send(
            int[] groups, int count, int[] places, @Nullable TouchedGroups before, Vector[] shown, Output out) {
        int keys = table.keyCount();
        Vector[] now = new Vector[keys + builders.length];
        for (int key = 0; key < keys; key++) {
            now[key] = table.keyVector(key, groups, 0, count);
        }
        Arrays.fill(differs, 0, count, false);
        for (int call = 0; call < builders.length; call++) {
            aggregation.append(call, table, groups, 0, count, builders[call], errors);
            now[keys + call] = builders[call].build();
            if (shown.length > 0) {
                pairs[call].compare(shown[call], places, now[keys + call], count, differs);
            }
        }
        reportErrors(groups, count, before, now);
        int picked = pick(groups, count, places);
        if (picked > 0) {
            out.send(batch(shown, now, picked));
        }
        for (int i = 0; i < count; i++) {
            if (aggregation.isGone(table, groups[i])) {
                table.free(groups[i]);
            }
        }
    }

    /** Fills {@link #picks} with old and new rows of the groups that show another row than before. */
    private int pick(int[] groups, int count, int[] places) {
        int picked = 0;
        for (int i = 0; i < count; i++) {
            boolean was = places[i] != TouchedGroups.NOT_SHOWN;
            boolean is = aggregation.isShown(table, groups[i]) && !errors.has(i);
            if (was && is && !differs[i]) {
                continue;
            }
            if (was) {
                keyPlaces[picked] = i;
                picks[picked++] = places[i] << 1;
            }
            if (is) {
                keyPlaces[picked] = i;
                picks[picked++] = i << 1 | 1;
            }
        }
        errors.clear();
        return picked;
    }

    /** Reports each group whose row is left out from now on, and takes back the report when it no longer is. */
    private void reportErrors(int[] groups, int count, @Nullable TouchedGroups before, Vector[] now) {
        if (!errors.any() && (before == null || !before.anyFailed())) {
            return;
        }
        Batch batch = new Batch(count, Arrays.copyOf(now, keySchema.size()));
        for (int i = 0; i < count; i++) {
            TouchedGroups.Failure was = before == null ? null : before.failure(i);
            boolean is = errors.has(i) && aggregation.isShown(table, groups[i]);
            if (was != null && (!is || was.code() != errors.code(i))) {
                context.errors().report(batch, keySchema, i, -1, was.code(), was.span());
            }
            if (is && (was == null || was.code() != errors.code(i))) {
                context.errors().report(batch, keySchema, i, 1, errors.code(i), errors.span(i));
            }
        }
        batch.release();
    }

    private Batch batch(Vector[] shown, Vector[] now, int picked) {
        int keys = table.keyCount();
        boolean allNew = true;
        for (int i = 0; i < picked; i++) {
            allNew &= (picks[i] & 1) != 0;
        }
        if (allNew) {
            int physical = now.length == 0 ? picked : now[0].size(); // all columns may be unused
            int[] selection = picked == physical ? null : Arrays.copyOf(keyPlaces, picked);
            return new Batch(physical, now, selection, picked, null, null, null);
        }
        Vector[] columns = new Vector[now.length];
        for (int key = 0; key < keys; key++) {
            columns[key] = Vectors.gather(now[key], keyPlaces, picked);
        }
        for (int call = 0; call < pairs.length; call++) {
            columns[keys + call] = pairs[call].pick(shown[call], now[keys + call], picks, picked);
        }
        int[] weights = new int[picked];
        for (int i = 0; i < picked; i++) {
            weights[i] = (picks[i] & 1) * 2 - 1;
        }
        return new Batch(picked, columns, null, picked, weights, null, null);
    }
}
