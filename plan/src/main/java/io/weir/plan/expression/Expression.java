// SPDX-License-Identifier: Apache-2.0
package io.weir.plan.expression;

import io.weir.spi.error.SourceSpan;
import io.weir.spi.type.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scalar expression over the columns of one input row.
 *
 * <p>The planner makes types explicit: the arguments of a comparison have the same type but for NULL, those of an
 * arithmetic {@link Operation} the types its documentation names; everything else stands in a {@link Cast}. A record's
 * {@code span} is where it stood in the statement, or null when it was made by the planner; it has no part in what a
 * plan means.
 */
public sealed interface Expression {
    DataType type();

    /** The value of an input column. */
    record ColumnRef(int index, DataType type) implements Expression {}

    /**
     * A constant.
     *
     * @param value as the Java object that {@link DataType} names
     */
    record Literal(@Nullable Object value, DataType type) implements Expression {}

    /** The value bound to a {@code ?} when the statement runs; replaced by a literal before execution. */
    record Parameter(int index, DataType type) implements Expression {}

    /** One of the operations every engine knows. */
    record Call(
            Operation operation,
            List<Expression> arguments,
            DataType type,
            @Nullable SourceSpan span) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * A call of a function of the library.
     *
     * @param function the id of its signature in the registry
     */
    record FunctionCall(
            String function,
            List<Expression> arguments,
            DataType type,
            @Nullable SourceSpan span) implements Expression {
        public FunctionCall {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * A value in another type.
     *
     * @param safe whether a value that cannot be converted gives NULL (TRY_CAST) and not an error
     * @param zone the session's time zone, which conversions between TIMESTAMP_LTZ and other types use
     */
    record Cast(
            Expression input,
            boolean safe,
            String zone,
            DataType type,
            @Nullable SourceSpan span) implements Expression {}

    /** The result of the first branch whose condition is TRUE, else {@code otherwise}; other branches are not evaluated. */
    record Case(List<Branch> branches, Expression otherwise, DataType type) implements Expression {
        public Case {
            branches = List.copyOf(branches);
        }
    }

    /**
     * A column of an outer row, in the query of a {@link SubQuery} or the right side of a Correlate; in logical plans only.
     *
     * @param correlation number of what binds the row
     */
    record Outer(int correlation, int index, DataType type) implements Expression {}

    /**
     * What a query says about the present row; in logical plans only.
     *
     * @param operands compared with the columns of the query's rows, for IN and SOME
     * @param comparison of SOME; EQUAL for IN; null otherwise
     * @param correlation the number under which the query refers to the present row; -1 when it does not
     */
    record SubQuery(
            Kind kind,
            Relation query,
            List<Expression> operands,
            @Nullable Operation comparison,
            int correlation,
            DataType type,
            @Nullable SourceSpan span)
            implements Expression {
        public SubQuery {
            operands = List.copyOf(operands);
        }

        /** The questions. */
        public enum Kind {
            /** Whether there is a row; never NULL. */
            EXISTS,
            /** The one column of the one row; NULL for no row; CARDINALITY error for more. */
            SCALAR,
            /** Whether the operands equal a row, with SQL's NULLs. */
            IN,
            /** Whether the comparison of the operand with some row is TRUE, with SQL's NULLs. */
            SOME
        }
    }

    /** A condition and what it selects. */
    record Branch(Expression condition, Expression result) {}
}
