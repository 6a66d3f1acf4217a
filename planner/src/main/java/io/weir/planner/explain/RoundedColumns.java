// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.explain;

import io.weir.plan.AggregateCall;
import io.weir.plan.AggregateFunction;
import io.weir.plan.OverCall;
import io.weir.plan.SortKey;
import io.weir.plan.expression.Expression;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.spi.type.Schema;
import io.weir.spi.type.TypeKind;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns whose values come from sums of FLOAT or DOUBLE, whose last digits may differ with the order in which rows come, and the
 * nodes that compare, group or order by such a column.
 */
final class RoundedColumns {
    private final Map<PhysicalPlan, BitSet> found = new IdentityHashMap<>();

    /** The names of the rounded columns by which a node decides: those of its keys, its order and its condition. */
    List<String> decidesBy(PhysicalPlan node) {
        if (node.inputs().isEmpty()) {
            return List.of();
        }
        BitSet used = used(node);
        used.and(below(node));
        Schema schema = node instanceof PhysicalPlan.Join
                ? node.schema()
                : node.inputs().get(0).schema();
        return used.stream().mapToObj(column -> name(node, schema, column)).toList();
    }

    /** The columns of a semi-join's right side are not among its own. */
    private static String name(PhysicalPlan node, Schema schema, int column) {
        if (column < schema.size() || !(node instanceof PhysicalPlan.Join join)) {
            return schema.name(column);
        }
        return join.right().schema().name(column - join.left().schema().size());
    }

    private static BitSet used(PhysicalPlan node) {
        BitSet used = new BitSet();
        if (node instanceof PhysicalPlan.Filter filter) {
            used.or(Expressions.columns(filter.condition()));
        } else if (node instanceof PhysicalPlan.GroupAggregate aggregate) {
            aggregate.keys().forEach(used::set);
            aggregate.calls().forEach(call -> decides(call, used));
        } else if (node instanceof PhysicalPlan.WindowAggregate aggregate) {
            aggregate.keys().forEach(used::set);
            aggregate.calls().forEach(call -> decides(call, used));
        } else if (node instanceof PhysicalPlan.Join join) {
            join.leftKeys().forEach(used::set);
            join.rightKeys().forEach(key -> used.set(join.left().schema().size() + key));
            or(used, join.condition());
        } else if (node instanceof PhysicalPlan.SetOperation operation) {
            used.set(0, operation.schema().size());
        } else if (node instanceof PhysicalPlan.TopN top) {
            top.partition().forEach(used::set);
            order(top.order(), used);
        } else if (node instanceof PhysicalPlan.Over over) {
            over.partition().forEach(used::set);
            order(over.order(), used);
        } else if (node instanceof PhysicalPlan.Sort sort) {
            order(sort.keys(), used);
        } else if (node instanceof PhysicalPlan.KeyWinner winner) {
            used.set(0, winner.schema().size());
        } else if (node instanceof PhysicalPlan.UpsertFold fold) {
            fold.keys().forEach(used::set);
        }
        return used;
    }

    /** What an aggregate counts, compares or orders by. */
    private static void decides(AggregateCall call, BitSet used) {
        if (call.filter() >= 0) {
            used.set(call.filter());
        }
        order(call.order(), used);
        if (call.distinct() || call.function() == AggregateFunction.APPROX_COUNT_DISTINCT) {
            call.arguments().forEach(used::set);
        }
    }

    private static void order(List<SortKey> keys, BitSet used) {
        keys.forEach(key -> used.set(key.column()));
    }

    private static void or(BitSet used, @Nullable Expression condition) {
        if (condition != null) {
            used.or(Expressions.columns(condition));
        }
    }

    /** The rounded columns of the inputs; of a join those of the right side after those of the left. */
    private BitSet below(PhysicalPlan node) {
        BitSet below = new BitSet();
        if (node instanceof PhysicalPlan.Join join) {
            below.or(of(join.left()));
            int width = join.left().schema().size();
            of(join.right()).stream().forEach(column -> below.set(width + column));
        } else {
            node.inputs().forEach(input -> below.or(of(input)));
        }
        return below;
    }

    /** The rounded columns of a node's rows. */
    private BitSet of(PhysicalPlan node) {
        BitSet known = found.get(node);
        if (known == null) {
            known = rounded(node);
            found.put(node, known);
        }
        return known;
    }

    private BitSet rounded(PhysicalPlan node) {
        BitSet below = below(node);
        BitSet used = used(node);
        boolean decides = used.intersects(below);
        if (node instanceof PhysicalPlan.Project project) {
            return of(project.expressions(), 0, below);
        } else if (node instanceof PhysicalPlan.Unnest unnest) {
            BitSet rounded = (BitSet) below.clone();
            boolean elements = unnest.collections().stream()
                    .anyMatch(each -> Expressions.columns(each).intersects(below));
            if (elements) {
                int width = unnest.input().schema().size();
                rounded.set(width, unnest.schema().size());
            }
            return rounded;
        } else if (node instanceof PhysicalPlan.GroupAggregate aggregate) {
            return ofGroups(
                    aggregate.keys(), aggregate.calls(), 0, aggregate.input().schema(), below);
        } else if (node instanceof PhysicalPlan.WindowAggregate aggregate) {
            return ofGroups(
                    aggregate.keys(),
                    aggregate.calls(),
                    aggregate.properties().size(),
                    aggregate.input().schema(),
                    below);
        } else if (node instanceof PhysicalPlan.TopN top && top.ranked() && decides) {
            below.set(top.schema().size() - 1);
        } else if (node instanceof PhysicalPlan.Over over) {
            int width = over.input().schema().size();
            for (int i = 0; i < over.calls().size(); i++) {
                if (decides || isRounded(over.calls().get(i), over.input().schema(), below)) {
                    below.set(width + i);
                }
            }
        }
        if (node.schema().size() < below.length()) {
            below.clear(node.schema().size(), below.length());
        }
        return below;
    }

    private static BitSet of(List<Expression> expressions, int first, BitSet below) {
        BitSet rounded = new BitSet();
        for (int i = 0; i < expressions.size(); i++) {
            if (Expressions.columns(expressions.get(i)).intersects(below)) {
                rounded.set(first + i);
            }
        }
        return rounded;
    }

    private static BitSet ofGroups(
            List<Integer> keys, List<AggregateCall> calls, int properties, Schema input, BitSet below) {
        BitSet rounded = new BitSet();
        for (int i = 0; i < keys.size(); i++) {
            rounded.set(i, below.get(keys.get(i)));
        }
        for (int i = 0; i < calls.size(); i++) {
            AggregateCall call = calls.get(i);
            BitSet used = new BitSet();
            decides(call, used);
            boolean from = call.function() != AggregateFunction.COUNT
                    && call.arguments().stream().anyMatch(below::get);
            rounded.set(
                    keys.size() + properties + i,
                    from || used.intersects(below) || isSum(call.function(), call.arguments(), input));
        }
        return rounded;
    }

    private static boolean isRounded(OverCall call, Schema input, BitSet below) {
        AggregateFunction aggregate = call.aggregate();
        return call.arguments().stream().anyMatch(below::get)
                || (call.filter() >= 0 && below.get(call.filter()))
                || (aggregate != null && isSum(aggregate, call.arguments(), input));
    }

    private static boolean isSum(AggregateFunction function, List<Integer> arguments, Schema input) {
        boolean sums = switch (function) {
            case SUM, SUM0, AVG, VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP, COVAR_POP, COVAR_SAMP -> true;
            case CORR, REGR_SXX, REGR_SYY -> true;
            default -> false;
        };
        return sums
                && arguments.stream()
                        .map(column -> input.type(column).kind())
                        .anyMatch(kind -> kind == TypeKind.FLOAT || kind == TypeKind.DOUBLE);
    }
}
