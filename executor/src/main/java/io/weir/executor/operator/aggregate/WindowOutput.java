// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.operator.OperatorContext;
import io.weir.executor.operator.Output;
import io.weir.executor.operator.window.Timeline;
import io.weir.executor.operator.window.WindowProperty;
import io.weir.executor.operator.window.Windows;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.TableScan;
import io.weir.plan.physical.PhysicalPlan.WindowAggregate;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.batch.Vectors;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends the groups of a window: their keys, the properties of the window, the results of the calls. */
final class WindowOutput {
    private final Aggregation aggregation;
    private final OperatorContext context;
    private final int keyCount;
    private final WindowProperty[] properties;
    private final List<DataType> types;
    private final Schema schema;
    private final VectorBuilder[] builders;
    private final ErrorMask errors = new ErrorMask();
    private final int[] shown = new int[Batch.MAX_ROWS];

    private @Nullable TableRows groups;
    private long end;

    WindowOutput(
            WindowAggregate plan,
            Aggregation aggregation,
            Windows windows,
            Timeline timeline,
            OperatorContext context) {
        this.aggregation = aggregation;
        this.context = context;
        keyCount = plan.keys().size();
        schema = plan.schema();
        types = schema.types();
        properties = new WindowProperty[plan.properties().size()];
        for (int i = 0; i < properties.length; i++) {
            properties[i] = new WindowProperty(plan.properties().get(i), types.get(keyCount + i), windows, timeline);
        }
        builders = types.subList(keyCount + properties.length, types.size()).stream()
                .map(type -> VectorBuilder.of(type, Batch.MAX_ROWS))
                .toArray(VectorBuilder[]::new);
    }

    /** Begins the window with this end. */
    void open(StateTable table, long windowEnd) {
        groups = new TableRows(table);
        end = windowEnd;
    }

    boolean isOpen() {
        return groups != null;
    }

    /** Sends a batch, if there is one left, and says how many places it has visited. */
    int send(Output out) {
        TableRows from = groups;
        if (from == null) {
            return 0;
        }
        int count = from.next();
        if (count < 0) {
            groups = null;
            return 1;
        }
        if (count == 0) {
            return TableScan.SLICE;
        }
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int group = from.rows()[i];
            shown[kept] = i;
            if (aggregation.isShown(from.table(), group)) {
                kept++;
            } else {
                from.table().free(group);
            }
        }
        if (kept > 0) {
            from.keep(shown, kept);
            send(from, kept, out);
        }
        return count;
    }

    private void send(TableRows from, int count, Output out) {
        Vector[] columns = new Vector[types.size()];
        Batch keys = from.keys();
        System.arraycopy(keys.columns(), 0, columns, 0, keyCount);
        for (int i = 0; i < properties.length; i++) {
            columns[keyCount + i] = Vectors.constant(types.get(keyCount + i), properties[i].of(end), count);
        }
        for (int call = 0; call < builders.length; call++) {
            aggregation.append(call, from.table(), from.rows(), 0, count, builders[call], errors);
            columns[keyCount + properties.length + call] = builders[call].build();
        }
        Batch batch = new Batch(count, columns);
        if (errors.any()) {
            batch = leaveOutErrors(batch);
        }
        if (batch.size() > 0) {
            out.send(batch);
        } else {
            batch.release();
        }
    }

    private Batch leaveOutErrors(Batch batch) {
        int[] kept = new int[batch.size()];
        int count = 0;
        for (int i = 0; i < batch.size(); i++) {
            if (errors.has(i)) {
                context.errors().report(batch, schema, i, 1, errors.code(i), errors.span(i));
            } else {
                kept[count++] = i;
            }
        }
        errors.clear();
        Batch good = batch.withSelection(kept, count);
        batch.release();
        return good;
    }
}
