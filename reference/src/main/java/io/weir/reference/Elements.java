// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.plan.expression.Expression;
import io.weir.plan.logical.LogicalPlan.Unnest;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows that UNNEST makes of one row. */
final class Elements {
    private Elements() {}

    static List<Delta> of(Unnest plan, List<@Nullable Object> row, Scalars scalars) {
        List<List<List<@Nullable Object>>> collections = new ArrayList<>();
        int longest = 0;
        for (Expression collection : plan.collections()) {
            List<List<@Nullable Object>> elements = elements(collection, scalars.value(collection, row));
            collections.add(elements);
            longest = Math.max(longest, elements.size());
        }
        List<Delta> rows = new ArrayList<>();
        for (int i = 0; i < longest; i++) {
            List<@Nullable Object> wide = new ArrayList<>(row);
            for (int c = 0; c < collections.size(); c++) {
                List<List<@Nullable Object>> elements = collections.get(c);
                wide.addAll(
                        i < elements.size()
                                ? elements.get(i)
                                : Rows.nulls(width(plan.collections().get(c))));
            }
            if (plan.ordinality()) {
                wide.add(i + 1);
            }
            rows.add(new Delta(wide, 1));
        }
        if (longest == 0 && plan.outer()) {
            rows.add(new Delta(Rows.join(row, Rows.nulls(plan.schema().size() - row.size())), 1));
        }
        return rows;
    }

    private static int width(Expression collection) {
        if (collection.type() instanceof ArrayType array) {
            return array.element() instanceof RowType fields ? fields.fields().size() : 1;
        }
        return 2;
    }

    private static List<List<@Nullable Object>> elements(Expression collection, @Nullable Object value) {
        List<List<@Nullable Object>> elements = new ArrayList<>();
        if (value instanceof List<?> list) {
            boolean fields = collection.type() instanceof ArrayType array && array.element() instanceof RowType;
            for (Object element : list) {
                List<@Nullable Object> columns = new ArrayList<>();
                if (!fields) {
                    columns.add(element);
                } else if (element == null) {
                    columns.addAll(Rows.nulls(width(collection)));
                } else {
                    columns.addAll((List<?>) element);
                }
                elements.add(columns);
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, mapped) -> {
                List<@Nullable Object> columns = new ArrayList<>();
                columns.add(key);
                columns.add(mapped);
                elements.add(columns);
            });
            elements.sort((a, b) -> Canonical.compareNullable(a.get(0), b.get(0))); // equal maps have equal places
        }
        return elements;
    }
}
