// SPDX-License-Identifier: Apache-2.0
package io.weir.plan;

import io.weir.plan.expression.Expression;
import io.weir.spi.type.DataType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One function over a frame of the rows around a row.
 *
 * @param aggregate which aggregate; not null just for {@link Function#AGGREGATE}
 * @param arguments input columns
 * @param constants literal arguments: the distance of LAG and LEAD (default 1), n of NTH_VALUE and NTILE
 * @param filter input column of type BOOLEAN that must be TRUE for a row to count; -1 for none
 * @param ignoreNulls whether rows whose argument is NULL are passed over by LAG, LEAD and the VALUE functions
 * @param type of the result
 * @param name of the result's column
 */
public record OverCall(
        Function function,
        @Nullable AggregateFunction aggregate,
        List<Integer> arguments,
        List<Expression.Literal> constants,
        boolean distinct,
        int filter,
        boolean ignoreNulls,
        Frame frame,
        DataType type,
        String name) {
    public OverCall {
        arguments = List.copyOf(arguments);
        constants = List.copyOf(constants);
    }

    /** What is computed. The ranks and LAG, LEAD and NTILE look at the whole partition, whatever the frame. */
    public enum Function {
        ROW_NUMBER,
        RANK,
        DENSE_RANK,
        PERCENT_RANK,
        CUME_DIST,
        NTILE,
        /** The argument of the row {@code constants[0]} rows before; the second argument column, if any, where there is none. */
        LAG,
        LEAD,
        FIRST_VALUE,
        LAST_VALUE,
        NTH_VALUE,
        AGGREGATE
    }

    /** Which rows of the partition count for a row. */
    public record Frame(Unit unit, Bound lower, Bound upper, Exclusion exclusion) {
        /** The frame of a function that has an order and names none. */
        public static final Frame UP_TO_PEERS =
                new Frame(Unit.RANGE, Bound.UNBOUNDED_PRECEDING, Bound.CURRENT_ROW, Exclusion.NO_OTHERS);

        /** The whole partition. */
        public static final Frame ALL =
                new Frame(Unit.RANGE, Bound.UNBOUNDED_PRECEDING, Bound.UNBOUNDED_FOLLOWING, Exclusion.NO_OTHERS);
    }

    /** What the distances of a frame count: rows, values of the one order key, or groups of peers. */
    public enum Unit {
        ROWS,
        RANGE,
        GROUPS
    }

    /** Rows of the frame that are left out. */
    public enum Exclusion {
        NO_OTHERS,
        CURRENT_ROW,
        GROUP,
        TIES
    }

    /**
     * One end of a frame.
     *
     * @param distance a number of rows or groups; for RANGE a value to add to the order key (intervals in microseconds or
     *     months, by its type); empty unless PRECEDING or FOLLOWING
     */
    public record Bound(Kind kind, Optional<Expression.Literal> distance) {
        public static final Bound UNBOUNDED_PRECEDING = new Bound(Kind.UNBOUNDED_PRECEDING, Optional.empty());
        public static final Bound CURRENT_ROW = new Bound(Kind.CURRENT_ROW, Optional.empty());
        public static final Bound UNBOUNDED_FOLLOWING = new Bound(Kind.UNBOUNDED_FOLLOWING, Optional.empty());

        /** Where a frame may end. */
        public enum Kind {
            UNBOUNDED_PRECEDING,
            PRECEDING,
            CURRENT_ROW,
            FOLLOWING,
            UNBOUNDED_FOLLOWING
        }
    }
}
