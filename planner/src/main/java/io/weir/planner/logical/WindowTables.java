// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.logical;

import static java.util.Objects.requireNonNull;

import io.weir.plan.WindowSpec;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.query.Spans;
import io.weir.planner.query.WindowFunction;
import io.weir.planner.type.DataTypes;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.TypeKind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Makes window functions of FROM clauses. */
final class WindowTables {
    private final ExpressionTranslator expressions;
    private final EventTime eventTime;
    private final ZoneId zone;

    WindowTables(ExpressionTranslator expressions, EventTime eventTime, ZoneId zone) {
        this.eventTime = eventTime;
        this.expressions = expressions;
        this.zone = zone;
    }

    LogicalPlan plan(TableFunctionScan node, LogicalPlan input) {
        RexCall call = (RexCall) node.getCall();
        WindowFunction function = (WindowFunction) call.getOperator();
        SourceSpan span = Spans.of(call.getParserPosition());
        int column = requireNonNull(((RexLiteral) call.getOperands().get(0)).getValueAs(Integer.class));
        if (function.window() == WindowSpec.Kind.SESSION) {
            return session(node, input, call, column);
        }
        long[] intervals = new long[call.getOperands().size() - 1];
        for (int i = 0; i < intervals.length; i++) {
            intervals[i] = micros(expressions.translate(call.getOperands().get(i + 1)), span);
        }
        boolean twoSteps = function.intervals() == 2;
        long slide = intervals[0];
        long size = twoSteps ? intervals[1] : slide;
        long offset = intervals.length > function.intervals() ? intervals[function.intervals()] : 0;
        check(function.window(), slide, size, span);
        WindowSpec spec = new WindowSpec(
                function.window(),
                column,
                size,
                slide,
                offset,
                zone(input, column),
                List.of(),
                ClockTime.has(input, column),
                false);
        return new LogicalPlan.Window(input, spec, DataTypes.schema(node.getRowType()));
    }

    private LogicalPlan session(TableFunctionScan node, LogicalPlan input, RexCall call, int column) {
        SourceSpan span = Spans.of(call.getParserPosition());
        long gap = micros(expressions.translate(call.getOperands().get(1)), span);
        check(WindowSpec.Kind.SESSION, gap, gap, span);
        List<Integer> partition = new ArrayList<>();
        for (RexNode key : call.getOperands().subList(2, call.getOperands().size())) {
            partition.add(requireNonNull(((RexLiteral) key).getValueAs(Integer.class)));
        }
        WindowSpec spec = new WindowSpec(
                WindowSpec.Kind.SESSION,
                column,
                gap,
                gap,
                0,
                zone(input, column),
                partition,
                ClockTime.has(input, column),
                !eventTime.isAppendOnly(input));
        return new LogicalPlan.Window(input, spec, DataTypes.schema(node.getRowType()));
    }

    private String zone(LogicalPlan input, int column) {
        return input.schema().type(column).kind() == TypeKind.TIMESTAMP_LTZ ? zone.getId() : "UTC";
    }

    private static long micros(Expression interval, @Nullable SourceSpan span) {
        if (interval instanceof Literal literal && literal.value() instanceof Long micros) {
            return micros;
        }
        throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                .says("the size of a window must be a literal")
                .at(span)
                .hint("Write INTERVAL '10' SECOND.")
                .toException();
    }

    private static void check(WindowSpec.Kind kind, long slide, long size, @Nullable SourceSpan span) {
        if (slide <= 0 || size <= 0) {
            throw SqlException.report(ErrorCode.INVALID_ARGUMENT)
                    .says("a window must be longer than nothing")
                    .at(span)
                    .hint("Write INTERVAL '10' SECOND.")
                    .toException();
        }
        if (size % slide != 0) {
            throw SqlException.report(ErrorCode.INVALID_ARGUMENT)
                    .says(
                            "the size of %s must be a multiple of its %s",
                            kind, kind == WindowSpec.Kind.HOP ? "slide" : "step")
                    .at(span)
                    .hint("The %s comes first, then the size.", kind == WindowSpec.Kind.HOP ? "slide" : "step")
                    .toException();
        }
    }
}
