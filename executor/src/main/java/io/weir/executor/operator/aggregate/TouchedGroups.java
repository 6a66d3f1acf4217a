// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.state.StateTable;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.type.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some groups touched since the last emission, and what was last shown of each; as many as fit into one batch twice. */
final class TouchedGroups {
    static final int MAX = Batch.MAX_ROWS / 2;
    private static final int MAX_BYTES = Batch.MAX_BYTES / 2;

    /** Why the row of a group was left out. */
    record Failure(ErrorCode code, @Nullable SourceSpan span) {}

    /** No row of the group has been shown. */
    static final int NOT_SHOWN = -1;

    final int[] groups = new int[MAX];
    /** By group, the place of the row shown last among {@link #shown}, or {@link #NOT_SHOWN}. */
    final int[] places = new int[MAX];

    int count;
    private final VectorBuilder[] builders;
    private final int[] old = new int[MAX];
    private final ErrorMask errors = new ErrorMask();
    /** By group, why its row could not be computed; null while there is none such. */
    private @Nullable Failure @Nullable [] failures;

    private int shownCount;

    TouchedGroups(List<DataType> resultTypes) {
        builders = resultTypes.stream().map(type -> VectorBuilder.of(type, 16)).toArray(VectorBuilder[]::new);
    }

    boolean full() {
        if (count == MAX) {
            return true;
        }
        long bytes = 0;
        for (VectorBuilder builder : builders) {
            bytes += builder.bytes();
        }
        return bytes >= MAX_BYTES;
    }

    /**
     * Takes groups before they are changed.
     *
     * @return where among {@code touched} it stopped, being full
     */
    int add(Aggregation aggregation, StateTable table, int[] touched, int from, int to) {
        int end = Math.min(to, from + MAX - count);
        int first = count;
        int firstShown = shownCount;
        for (int i = from; i < end; i++) {
            int group = touched[i];
            groups[count] = group;
            if (aggregation.isShown(table, group)) {
                old[shownCount - firstShown] = group;
                places[count] = shownCount++;
            } else {
                places[count] = NOT_SHOWN;
            }
            count++;
        }
        if (shownCount > firstShown) {
            for (int call = 0; call < builders.length; call++) {
                aggregation.append(call, table, old, 0, shownCount - firstShown, builders[call], errors);
            }
            if (errors.any()) {
                for (int i = first; i < count; i++) {
                    if (places[i] != NOT_SHOWN && errors.has(places[i])) {
                        fails(i, new Failure(errors.code(places[i]), errors.span(places[i])));
                        places[i] = NOT_SHOWN;
                    }
                }
                errors.clear();
            }
        }
        return end;
    }

    private void fails(int place, Failure failure) {
        @Nullable Failure[] all = failures;
        if (all == null) {
            all = new Failure[MAX];
            failures = all;
        }
        all[place] = failure;
    }

    boolean anyFailed() {
        return failures != null;
    }

    /** Why the row of a group was left out when it was last to be shown; null when it was not. */
    @Nullable
    Failure failure(int place) {
        return failures == null ? null : failures[place];
    }

    Vector shown(int call) {
        return builders[call].build();
    }
}
