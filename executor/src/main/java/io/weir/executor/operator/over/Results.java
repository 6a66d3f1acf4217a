// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.plan.OverCall;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import java.util.List;

/** Room for the values of all calls, used again and again. */
final class Results {
    private static final int FIRST_CAPACITY = 64;
    /** Values above which room is not kept for others. */
    private static final int MOST_KEPT = 65_536;

    private final List<DataType> types;
    private final VectorBuilder[] builders;
    private final Vector[] values;

    Results(List<OverCall> calls) {
        types = calls.stream().map(OverCall::type).toList();
        builders = new VectorBuilder[calls.size()];
        values = new Vector[calls.size()];
        for (int i = 0; i < builders.length; i++) {
            builders[i] = VectorBuilder.of(types.get(i), FIRST_CAPACITY);
        }
    }

    /** By call its values, once they are there. */
    Vector[] values() {
        return values;
    }

    /** An empty column for the values of a call. */
    VectorBuilder begin(int call) {
        if (builders[call].size() > MOST_KEPT) {
            builders[call] = VectorBuilder.of(types.get(call), FIRST_CAPACITY);
        }
        builders[call].truncate(0);
        return builders[call];
    }
}
