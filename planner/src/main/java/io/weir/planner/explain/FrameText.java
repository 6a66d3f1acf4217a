// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.explain;

import io.weir.plan.OverCall;
import io.weir.plan.OverCall.Bound;
import io.weir.plan.OverCall.Exclusion;
import io.weir.plan.OverCall.Frame;
import io.weir.plan.OverTime;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is said of functions over frames, and of the first ranks. */
final class FrameText {
    private FrameText() {}

    /** @param retention what is said of rows that no time lets go */
    static void add(Facts facts, PhysicalPlan.TopN top, String retention) {
        Schema input = top.input().schema();
        String ranks = top.from() == top.to()
                ? String.valueOf(top.to())
                : top.to() == Long.MAX_VALUE ? "from " + top.from() : top.from() + " to " + top.to();
        facts.add("rank", top.function().name().toLowerCase(Locale.ROOT) + " " + ranks)
                .add("per", NodeFacts.names(top.partition(), input))
                .add("by", NodeFacts.sortKeys(top.order(), input))
                .state(
                        topState(top, retention),
                        top.perEpoch() || few(top) && top.partition().isEmpty());
    }

    private static String topState(PhysicalPlan.TopN top, String retention) {
        if (top.perEpoch()) {
            return "none beyond an epoch";
        }
        String rows = few(top) ? "the first " + top.to() + " rows" : "all rows";
        return top.partition().isEmpty() ? rows : rows + " per partition" + retention;
    }

    private static boolean few(PhysicalPlan.TopN top) {
        return top.inputChanges() == ChangeMode.APPEND && top.to() != Long.MAX_VALUE;
    }

    /** @param retention what is said of rows that no time lets go */
    static void add(Facts facts, PhysicalPlan.Over over, String retention) {
        Schema input = over.input().schema();
        facts.add("per", NodeFacts.names(over.partition(), input))
                .add("by", NodeFacts.sortKeys(over.order(), input))
                .add(
                        "calls",
                        over.calls().stream().map(call -> call(call, input)).toList())
                .state(overState(over, retention), over.perEpoch() || over.time() instanceof OverTime.EventTime);
        if (over.time() instanceof OverTime.EventTime) {
            facts.add("waits for", "watermark");
        }
    }

    private static String overState(PhysicalPlan.Over over, String retention) {
        if (over.perEpoch()) {
            return "none beyond an epoch";
        }
        return over.time() instanceof OverTime.EventTime
                ? "rows until the watermark, and what later frames need"
                : "all rows" + retention;
    }

    private static String call(OverCall call, Schema input) {
        List<String> arguments = new ArrayList<>(NodeFacts.names(call.arguments(), input));
        call.constants().forEach(constant -> arguments.add(literal(constant)));
        boolean star = call.function() == OverCall.Function.AGGREGATE && arguments.isEmpty();
        return (call.aggregate() == null ? call.function() : call.aggregate())
                + "("
                + (call.distinct() ? "DISTINCT " : "")
                + (star ? "*" : String.join(", ", arguments))
                + ")"
                + (call.ignoreNulls() ? " IGNORE NULLS" : "")
                + (call.filter() < 0 ? "" : " FILTER " + input.name(call.filter()))
                + frame(call.frame())
                + " AS "
                + call.name();
    }

    private static String frame(Frame frame) {
        if (frame.equals(Frame.ALL)) {
            return "";
        }
        String text = " " + frame.unit() + " " + bound(frame.lower()) + " to " + bound(frame.upper());
        return frame.exclusion() == Exclusion.NO_OTHERS
                ? text
                : text + " without "
                        + frame.exclusion().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String bound(Bound bound) {
        String words = bound.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return bound.distance().map(distance -> literal(distance) + " ").orElse("") + words;
    }

    private static String literal(Literal literal) {
        return ExpressionText.literal(literal.value(), literal.type());
    }
}
