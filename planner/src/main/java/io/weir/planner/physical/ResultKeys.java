// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.JoinType;
import io.weir.plan.OverCall;
import io.weir.plan.RankFunction;
import io.weir.plan.RowsPerKey;
import io.weir.plan.WindowSpec;
import io.weir.plan.WindowSpec.Property;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.Cast;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Operation;
import io.weir.plan.logical.LogicalPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Finds columns that are proven to be a key: no two rows of any answer have the same values there. */
final class ResultKeys {
    /** Keys that are followed at a time. */
    private static final int KEYS_MAX = 16;

    /** Each holds all values of those before. */
    private static final List<TypeKind> INTEGERS =
            List.of(TypeKind.TINYINT, TypeKind.SMALLINT, TypeKind.INTEGER, TypeKind.BIGINT);

    private static final ResultKeys PROVEN = new ResultKeys(false);
    private static final ResultKeys DECLARED = new ResultKeys(true);

    /** Whether the declared keys of tables count that nobody makes sure of. */
    private final boolean believes;

    private ResultKeys(boolean believes) {
        this.believes = believes;
    }

    /** The columns of the smallest key; none at all when there is at most one row; empty when nothing is proven. */
    static Optional<List<Integer>> of(PhysicalPlan node) {
        return PROVEN.all(node).stream().min(Comparator.comparingInt(List::size));
    }

    /** Whether there is at most one row for equal values of the columns. */
    static boolean isUnique(PhysicalPlan node, Collection<Integer> columns) {
        return PROVEN.all(node).stream().anyMatch(columns::containsAll);
    }

    /** How many rows there are for equal values of the columns. */
    static RowsPerKey rowsPerKey(PhysicalPlan node, Collection<Integer> columns) {
        return isUnique(node, columns)
                ? RowsPerKey.ONE
                : DECLARED.all(node).stream().anyMatch(columns::containsAll)
                        ? RowsPerKey.ONE_DECLARED
                        : RowsPerKey.MANY;
    }

    private boolean isOne(RowsPerKey rows) {
        return rows == RowsPerKey.ONE || believes && rows.isOne();
    }

    private List<List<Integer>> all(PhysicalPlan node) {
        Set<List<Integer>> keys = new LinkedHashSet<>(found(node));
        return keys.stream().limit(KEYS_MAX).toList();
    }

    private List<List<Integer>> found(PhysicalPlan node) {
        if (node instanceof PhysicalPlan.GroupAggregate aggregate) {
            return List.of(first(aggregate.keys().size()));
        } else if (node instanceof PhysicalPlan.WindowAggregate aggregate) {
            return withWindow(
                    List.of(first(aggregate.keys().size())),
                    aggregate.window(),
                    aggregate.properties(),
                    aggregate.keys().size());
        } else if (node instanceof PhysicalPlan.WindowAssign assign) {
            List<List<Integer>> below = all(assign.input());
            return assign.window().kind() == WindowSpec.Kind.TUMBLE
                    ? below
                    : withWindow(
                            below,
                            assign.window(),
                            assign.properties(),
                            assign.input().schema().size());
        } else if (node instanceof PhysicalPlan.Scan scan) {
            return of(scan);
        } else if (node instanceof PhysicalPlan.Values values) {
            return values.rows().size() <= 1 ? List.of(List.of()) : List.of();
        } else if (node instanceof PhysicalPlan.Project project) {
            return through(project);
        } else if (node instanceof PhysicalPlan.Join join) {
            return of(join);
        } else if (node instanceof PhysicalPlan.KeyWinner winner) {
            return List.of(winner.keys());
        } else if (node instanceof PhysicalPlan.TopN top) {
            return of(top);
        } else if (node instanceof PhysicalPlan.Over over) {
            return of(over);
        } else if (node instanceof PhysicalPlan.Unnest unnest) {
            if (!unnest.ordinality()) {
                return List.of();
            }
            int ordinality = unnest.schema().size() - 1;
            return all(unnest.input()).stream()
                    .map(key -> plus(key, ordinality))
                    .toList();
        } else if (node instanceof PhysicalPlan.SetOperation operation) {
            return of(operation);
        }
        if (node instanceof PhysicalPlan.SessionAssign assign) {
            return assign.inputChanges() == ChangeMode.APPEND ? all(assign.input()) : List.of();
        } else if (node instanceof PhysicalPlan.WindowHold hold) {
            return of(hold);
        }
        boolean keeps = node instanceof PhysicalPlan.Filter
                || node instanceof PhysicalPlan.Exchange
                || node instanceof PhysicalPlan.UpsertFold
                || node instanceof PhysicalPlan.Sort
                || node instanceof PhysicalPlan.Limit;
        return keeps ? all(node.inputs().get(0)) : List.of();
    }

    /** A row that has left with its window is not taken back, so another with its key may come in a later window. */
    private List<List<Integer>> of(PhysicalPlan.WindowHold hold) {
        List<List<Integer>> below = all(hold.input());
        return hold.inputChanges() == ChangeMode.APPEND
                ? below
                : below.stream().map(key -> plus(key, hold.endColumn())).toList();
    }

    private static List<Integer> first(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static List<Integer> plus(List<Integer> key, int column) {
        List<Integer> more = new ArrayList<>(key);
        if (!more.contains(column)) {
            more.add(column);
        }
        return more;
    }

    /** The keys, each with a column that tells the window; windows of CUMULATE share their start. */
    private static List<List<Integer>> withWindow(
            List<List<Integer>> keys, WindowSpec window, List<Property> properties, int firstProperty) {
        List<List<Integer>> result = new ArrayList<>();
        for (Property property : List.of(Property.END, Property.TIME, Property.START)) {
            int place = properties.indexOf(property);
            boolean tells = property != Property.START || window.kind() != WindowSpec.Kind.CUMULATE;
            if (place >= 0 && tells) {
                keys.forEach(key -> result.add(plus(key, firstProperty + place)));
            }
        }
        return result;
    }

    /** Upserts are folded by the declared key where they enter; what else a declaration says is believed, or not. */
    private List<List<Integer>> of(PhysicalPlan.Scan scan) {
        if (scan.table().primaryKey().isEmpty() || scan.changes() != ChangeMode.UPSERT && !believes) {
            return List.of();
        }
        List<Integer> key = new ArrayList<>();
        for (String name : scan.table().primaryKey()) {
            int column = scan.schema().indexOf(name);
            if (column < 0) {
                return List.of();
            }
            key.add(column);
        }
        return List.of(key);
    }

    /** The column whose values an expression has, each its own; -1 when it computes others. */
    private static int origin(Expression expression) {
        if (expression instanceof ColumnRef ref) {
            return ref.index();
        } else if (expression instanceof Call call) {
            boolean same =
                    call.operation() == Operation.REQUIRE_NOT_NULL || call.operation() == Operation.REQUIRE_LENGTH;
            return same ? origin(call.arguments().get(0)) : -1;
        } else if (expression instanceof Cast cast) {
            int from = INTEGERS.indexOf(cast.input().type().kind());
            return from >= 0 && from <= INTEGERS.indexOf(cast.type().kind()) ? origin(cast.input()) : -1;
        }
        return -1;
    }

    private List<List<Integer>> through(PhysicalPlan.Project project) {
        List<List<Integer>> result = new ArrayList<>();
        for (List<Integer> key : all(project.input())) {
            List<Integer> above = new ArrayList<>();
            for (int column : key) {
                int place = -1;
                for (int i = 0; i < project.expressions().size(); i++) {
                    if (place < 0 && origin(project.expressions().get(i)) == column) {
                        place = i;
                    }
                }
                if (place >= 0) {
                    above.add(place);
                }
            }
            if (above.size() == key.size()) {
                result.add(above);
            }
        }
        return result;
    }

    private List<List<Integer>> of(PhysicalPlan.Join join) {
        List<List<Integer>> left = all(join.left());
        if (join.type().leftOnly()) {
            return left;
        }
        int width = join.left().schema().size();
        List<List<Integer>> right = all(join.right()).stream()
                .map(key -> key.stream().map(column -> column + width).toList())
                .toList();
        List<List<Integer>> result = new ArrayList<>();
        // each left row is in at most one row of the result, and no padded row has its columns NULL
        if (isOne(join.rightRows()) && !join.type().keepsRight()) {
            result.addAll(left);
        }
        if (isOne(join.leftRows()) && !join.type().keepsLeft()) {
            result.addAll(right);
        }
        if (join.type() == JoinType.INNER) {
            result.addAll(equated(join, result, width));
        }
        for (List<Integer> a : left) {
            for (List<Integer> b : right) {
                boolean told = join.type() != JoinType.FULL
                        || a.stream()
                                .anyMatch(column ->
                                        !join.left().schema().type(column).nullable())
                        || b.stream()
                                .anyMatch(column -> !join.right()
                                        .schema()
                                        .type(column - width)
                                        .nullable());
                if (told) {
                    List<Integer> both = new ArrayList<>(a);
                    both.addAll(b);
                    result.add(both);
                }
            }
        }
        return result;
    }

    /** The keys with a column of one side replaced by that of the other side which it equals. */
    private static List<List<Integer>> equated(PhysicalPlan.Join join, List<List<Integer>> keys, int width) {
        List<List<Integer>> result = new ArrayList<>();
        for (List<Integer> key : keys) {
            List<Integer> turned = new ArrayList<>();
            for (int column : key) {
                int place = column < width
                        ? join.leftKeys().indexOf(column)
                        : join.rightKeys().indexOf(column - width);
                turned.add(
                        place < 0
                                ? column
                                : column < width
                                        ? width + join.rightKeys().get(place)
                                        : join.leftKeys().get(place));
            }
            result.add(turned);
        }
        return result;
    }

    private List<List<Integer>> of(PhysicalPlan.TopN top) {
        List<List<Integer>> result = new ArrayList<>();
        if (top.function() == RankFunction.ROW_NUMBER) {
            if (top.from() == top.to()) {
                result.add(top.partition());
            } else if (top.ranked()) {
                result.add(plus(top.partition(), top.schema().size() - 1));
            }
        }
        result.addAll(all(top.input()));
        return result;
    }

    private List<List<Integer>> of(PhysicalPlan.Over over) {
        List<List<Integer>> result = new ArrayList<>(all(over.input()));
        int width = over.input().schema().size();
        for (int i = 0; i < over.calls().size(); i++) {
            if (over.calls().get(i).function() == OverCall.Function.ROW_NUMBER) {
                result.add(plus(over.partition(), width + i));
            }
        }
        return result;
    }

    private List<List<Integer>> of(PhysicalPlan.SetOperation operation) {
        List<List<Integer>> result = new ArrayList<>(all(operation.inputs().get(0)));
        if (operation.kind() == LogicalPlan.SetOperation.Kind.INTERSECT) {
            operation.inputs().forEach(input -> result.addAll(all(input)));
        }
        if (!operation.all()) {
            result.add(first(operation.schema().size()));
        }
        return result;
    }
}
