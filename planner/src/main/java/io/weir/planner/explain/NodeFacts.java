// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.explain;

import io.weir.plan.AggregateCall;
import io.weir.plan.SortKey;
import io.weir.plan.WindowSpec;
import io.weir.plan.expression.Expression;
import io.weir.plan.physical.JobPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.planner.physical.Changes;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.connector.Predicate;
import io.weir.spi.type.Schema;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What EXPLAIN says of each kind of node: what it does, what it keeps, and how its rows change. */
final class NodeFacts {
    private final Changes changes;
    private final RoundedColumns rounded = new RoundedColumns();
    /** How long rows are kept that no time lets go. */
    private final String retention;

    NodeFacts(JobPlan job) {
        changes = new Changes(job.bounded() && !"streaming".equals(job.options().get("execution.runtime-mode")));
        retention = job.bounded() ? ", kept until the query ends" : ", kept for ever";
    }

    /** What is said of a node, its inputs not among it. */
    Facts of(PhysicalPlan node) {
        Facts facts = new Facts();
        if (node instanceof PhysicalPlan.Scan scan) {
            facts.add("table", scan.table().name()).add("columns", scan.schema().names());
            if (!scan.predicates().isEmpty()) {
                facts.add("skips unless", predicates(scan));
            }
            Expression watermark = scan.watermark();
            if (watermark != null) {
                facts.add("watermark", new ExpressionText(scan.schema()).of(watermark));
            }
            facts.add("changes", words(scan.changes()));
        } else if (node instanceof PhysicalPlan.Values values) {
            facts.add("rows", String.valueOf(values.rows().size()));
        } else if (node instanceof PhysicalPlan.Filter filter) {
            facts.add("where", new ExpressionText(filter.schema()).of(filter.condition()));
        } else if (node instanceof PhysicalPlan.Project project) {
            facts.add("columns", projections(project));
        } else if (node instanceof PhysicalPlan.UpsertFold fold) {
            facts.add("key", names(fold.keys(), fold.schema()))
                    .state("a row per key" + retention, false)
                    .add("changes", changes(fold));
        } else if (node instanceof PhysicalPlan.KeyWinner winner) {
            facts.add("key", names(winner.keys(), winner.schema())).state("all rows" + retention, false);
        } else if (node instanceof PhysicalPlan.WindowAssign assign) {
            facts.add("window", window(assign.window(), assign.input().schema()));
        } else if (node instanceof PhysicalPlan.GroupAggregate aggregate) {
            Schema input = aggregate.input().schema();
            facts.add("key", names(aggregate.keys(), input))
                    .add("calls", calls(aggregate.calls(), input))
                    .state(
                            groupState(aggregate),
                            aggregate.perEpoch()
                                    || (aggregate.keys().isEmpty()
                                            && kept(aggregate).isEmpty()))
                    .add("changes", changes(aggregate));
        } else if (node instanceof PhysicalPlan.WindowAggregate aggregate) {
            Schema input = aggregate.input().schema();
            facts.add("window", window(aggregate.window(), input))
                    .add("key", names(aggregate.keys(), input))
                    .add("calls", calls(aggregate.calls(), input))
                    .state(windowState(aggregate), true)
                    .add("waits for", closer(node));
        } else if (node instanceof PhysicalPlan.Join join) {
            JoinText.add(facts, join, retention);
            facts.add("changes", changes(join));
        } else if (node instanceof PhysicalPlan.TopN top) {
            FrameText.add(facts, top, retention);
            facts.add("changes", changes(top));
        } else if (node instanceof PhysicalPlan.Over over) {
            FrameText.add(facts, over, retention);
            facts.add("changes", changes(over));
        } else if (node instanceof PhysicalPlan.Unnest unnest) {
            ExpressionText text = new ExpressionText(unnest.input().schema());
            facts.add("of", unnest.collections().stream().map(text::of).toList());
            if (unnest.ordinality()) {
                facts.add("with", "ordinality");
            }
            if (unnest.outer()) {
                facts.add("type", "left");
            }
        } else if (node instanceof PhysicalPlan.SetOperation operation) {
            facts.add("kind", operation.kind().name().toLowerCase(Locale.ROOT) + (operation.all() ? " all" : ""))
                    .state(
                            operation.perEpoch() ? "none beyond an epoch" : "all rows, counted" + retention,
                            operation.perEpoch())
                    .add("changes", changes(operation));
        } else if (node instanceof PhysicalPlan.WindowHold hold) {
            facts.add("until", hold.schema().name(hold.endColumn()))
                    .state("the rows of open windows", true)
                    .add("waits for", closer(node));
        } else if (node instanceof PhysicalPlan.SessionAssign assign) {
            facts.add("window", window(assign.window(), assign.input().schema()))
                    .state("the rows of open windows", true)
                    .add("waits for", closer(node));
        } else if (node instanceof PhysicalPlan.Sort sort) {
            facts.add("by", sortKeys(sort.keys(), sort.schema())).state("all rows", true);
            limits(facts, sort.offset(), sort.fetch().orElse(Long.MAX_VALUE));
        } else if (node instanceof PhysicalPlan.Limit limit) {
            limits(facts, limit.offset(), limit.fetch());
        } else if (node instanceof PhysicalPlan.Exchange exchange) {
            if (exchange.keys().isEmpty()) {
                facts.add("by", "one task");
            } else {
                facts.add("by", names(exchange.keys(), exchange.schema()));
            }
        } else if (node instanceof PhysicalPlan.Result result) {
            result.key().ifPresent(key -> facts.add("key", names(key, result.schema())));
            facts.add("changes", words(result.changes()));
            if (result.early()) {
                facts.add("shown", "at once");
            }
        } else if (node instanceof PhysicalPlan.Sink sink) {
            facts.add("table", sink.table().name()).add("changes", words(sink.changes()));
        }
        List<String> by = rounded.decidesBy(node);
        if (!by.isEmpty()) {
            facts.add("decides by rounded sums", by);
        }
        return facts;
    }

    private String groupState(PhysicalPlan.GroupAggregate aggregate) {
        if (aggregate.perEpoch()) {
            return "none beyond an epoch";
        }
        String values = valuesOf(kept(aggregate));
        if (aggregate.keys().isEmpty()) {
            return values.isEmpty() ? "one row" : "one row" + values + retention;
        }
        return "a row per key" + values + retention;
    }

    private static String windowState(PhysicalPlan.WindowAggregate aggregate) {
        boolean retracts = aggregate.inputChanges() != ChangeMode.APPEND;
        return "a row per key and slice"
                + valuesOf(kept(aggregate.calls(), retracts, aggregate.input().schema()))
                + ", until the watermark passes the window";
    }

    private static String valuesOf(List<String> columns) {
        return columns.isEmpty() ? "" : " with the values of " + String.join(" and ", columns);
    }

    private static List<String> kept(PhysicalPlan.GroupAggregate aggregate) {
        boolean retracts = aggregate.inputChanges() != ChangeMode.APPEND;
        return kept(aggregate.calls(), retracts, aggregate.input().schema());
    }

    /** The columns of which all values are kept. */
    private static List<String> kept(List<AggregateCall> calls, boolean retracts, Schema input) {
        return calls.stream()
                .filter(call -> call.keepsValues(retracts))
                .flatMap(call -> names(call.arguments(), input).stream())
                .distinct()
                .toList();
    }

    private String changes(PhysicalPlan node) {
        return words(changes.of(node));
    }

    private static String words(ChangeMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    static List<String> names(List<Integer> columns, Schema schema) {
        return columns.stream().map(schema::name).toList();
    }

    private static List<String> projections(PhysicalPlan.Project project) {
        ExpressionText text = new ExpressionText(project.input().schema());
        return IntStream.range(0, project.expressions().size())
                .mapToObj(i -> {
                    String expression = text.of(project.expressions().get(i));
                    String name = project.schema().name(i);
                    return expression.equals(name) ? name : expression + " AS " + name;
                })
                .toList();
    }

    private static List<String> calls(List<AggregateCall> calls, Schema input) {
        return calls.stream().map(call -> call(call, input)).toList();
    }

    private static String call(AggregateCall call, Schema input) {
        String arguments = call.arguments().isEmpty() ? "*" : String.join(", ", names(call.arguments(), input));
        return call.function()
                + "("
                + (call.distinct() ? "DISTINCT " : "")
                + arguments
                + (call.order().isEmpty() ? "" : " ORDER BY " + String.join(", ", sortKeys(call.order(), input)))
                + (call.ignoreNulls() ? " IGNORE NULLS" : "")
                + ")"
                + (call.filter() < 0 ? "" : " FILTER " + input.name(call.filter()))
                + " AS "
                + call.name();
    }

    private static String window(WindowSpec window, Schema input) {
        String text = window.kind() + " of " + input.name(window.timeColumn()) + ", ";
        text += switch (window.kind()) {
            case TUMBLE -> ExpressionText.duration(window.sizeMicros());
            case HOP ->
                ExpressionText.duration(window.sizeMicros()) + " every "
                        + ExpressionText.duration(window.slideMicros());
            case CUMULATE ->
                ExpressionText.duration(window.slideMicros()) + " to " + ExpressionText.duration(window.sizeMicros());
            case SESSION ->
                "gap " + ExpressionText.duration(window.sizeMicros())
                        + (window.partition().isEmpty() ? "" : " by " + names(window.partition(), input));
        };
        return window.offsetMicros() == 0 ? text : text + " from " + ExpressionText.duration(window.offsetMicros());
    }

    private static String predicates(PhysicalPlan.Scan scan) {
        Schema schema = scan.table().schema();
        return scan.predicates().stream()
                .map(each -> schema.name(each.column())
                        + " "
                        + symbol(each.comparison())
                        + " "
                        + ExpressionText.literal(each.value(), schema.type(each.column())))
                .collect(Collectors.joining(" AND "));
    }

    private static String symbol(Predicate.Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> "=";
            case NOT_EQUAL -> "<>";
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
        };
    }

    static List<String> sortKeys(List<SortKey> keys, Schema schema) {
        return keys.stream()
                .map(key -> schema.name(key.column()) + direction(key))
                .toList();
    }

    private static String direction(SortKey key) {
        String nulls = key.nullsFirst() == key.descending() ? (key.nullsFirst() ? " NULLS FIRST" : " NULLS LAST") : "";
        return (key.descending() ? " DESC" : "") + nulls;
    }

    private static void limits(Facts facts, long offset, long fetch) {
        if (offset > 0) {
            facts.add("offset", String.valueOf(offset));
        }
        if (fetch != Long.MAX_VALUE) {
            facts.add("limit", String.valueOf(fetch));
        }
    }

    /** What closes the windows that a node waits for. */
    static String closer(PhysicalPlan node) {
        return node.byClock() ? "clock" : "watermark";
    }
}
