// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.plan.expression.Expression;
import io.weir.plan.logical.LogicalPlan;
import io.weir.reference.ReferenceQuery.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The answers of one query, one for each outer row that asks.
 *
 * <p>A query is evaluated afresh for an outer row: it is given all cuts from the first on, with the row bound. Outer rows that are
 * equal in the columns it looks at share an answer.
 */
final class Answers {
    private final LogicalPlan plan;
    private final int correlation;
    private final Scope scope;
    private final Set<Integer> columns = new TreeSet<>();
    private final List<Cut> cuts = new ArrayList<>();
    private final Map<Object, Answer> byRow = new HashMap<>();

    /** @param correlation the number by which the query refers to the outer row; negative when it does not */
    Answers(LogicalPlan plan, int correlation, Scope scope) {
        this.plan = plan;
        this.correlation = correlation;
        this.scope = scope;
        if (correlation < 0) {
            byRow.put("", new Answer(Nodes.of(plan, scope)));
            return;
        }
        Plans.eachExpression(plan, expression -> {
            if (expression instanceof Expression.Outer column && column.correlation() == correlation) {
                columns.add(column.index());
            }
        });
    }

    /** One evaluation of the query. */
    private final class Answer {
        private final Node node;
        private final ZSet rows = new ZSet();
        private int seen;

        Answer(Node node) {
            this.node = node;
        }

        boolean catchUp() {
            boolean changed = false;
            while (seen < cuts.size()) {
                ZSet change = node.step(cuts.get(seen++));
                rows.addAll(change);
                changed |= !change.isEmpty();
            }
            return changed;
        }
    }

    /** Takes a cut; says whether an answer may have changed. */
    boolean step(Cut cut) {
        cuts.add(cut);
        boolean changed = false;
        for (Answer answer : byRow.values()) {
            changed |= answer.catchUp();
        }
        return changed;
    }

    ZSet of(List<@Nullable Object> outer) {
        Answer answer = byRow.computeIfAbsent(
                correlation < 0 ? "" : Canonical.of(Rows.select(outer, columns)),
                key -> new Answer(Nodes.of(plan, scope.binding(correlation, outer))));
        answer.catchUp();
        return answer.rows;
    }
}
