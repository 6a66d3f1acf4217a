// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a plan stands: in which query, and below which outer rows.
 *
 * @param outer by correlation number the row that is bound
 * @param counting whether late and failed rows count, which they do once however often a sub-query is asked
 */
record Scope(ReferenceQuery query, Map<Integer, List<@Nullable Object>> outer, boolean counting) {

    Scope binding(int correlation, List<@Nullable Object> row) {
        Map<Integer, List<@Nullable Object>> more = new HashMap<>(outer);
        more.put(correlation, row);
        return new Scope(query, more, false);
    }

    void countLate(long weight) {
        if (counting) {
            query.countLate(weight);
        }
    }

    /** Does something that may fail for a row. */
    void guarded(long weight, Runnable work) {
        try {
            work.run();
        } catch (RowFailure e) {
            query.failed(e, counting ? weight : 0);
        }
    }
}
