// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.join;

import io.weir.executor.harness.TextRows;
import io.weir.plan.JoinTime;
import io.weir.plan.JoinType;
import io.weir.plan.RowsPerKey;
import io.weir.plan.expression.Expression;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.plan.physical.PhysicalPlan.Join;
import io.weir.plan.physical.PhysicalPlan.Values;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A join put together for a test; both sides may be taken back unless it is said otherwise. */
final class JoinPlan {
    private final JoinType type;
    private final Schema left;
    private final Schema right;
    private final List<Integer> leftKeys = new ArrayList<>();
    private final List<Integer> rightKeys = new ArrayList<>();
    private final List<Boolean> nullsMatch = new ArrayList<>();
    private @Nullable Expression condition;
    private JoinTime time = JoinTime.NONE;
    private ChangeMode leftChanges = ChangeMode.RETRACT;
    private ChangeMode rightChanges = ChangeMode.RETRACT;
    private RowsPerKey leftRows = RowsPerKey.MANY;
    private RowsPerKey rightRows = RowsPerKey.MANY;
    private boolean perEpoch;

    JoinPlan(JoinType type, String left, String right) {
        this(type, TextRows.schema(left), TextRows.schema(right));
    }

    JoinPlan(JoinType type, Schema left, Schema right) {
        this.type = type;
        this.left = left;
        this.right = right;
    }

    JoinPlan on(String leftKey, String rightKey) {
        return on(leftKey, rightKey, false);
    }

    JoinPlan on(String leftKey, String rightKey, boolean nulls) {
        leftKeys.add(left.indexOf(leftKey));
        rightKeys.add(right.indexOf(rightKey));
        nullsMatch.add(nulls);
        return this;
    }

    JoinPlan when(@Nullable Expression holds) {
        condition = holds;
        return this;
    }

    JoinPlan within(JoinTime of) {
        time = of;
        return this;
    }

    JoinPlan changes(ChangeMode ofLeft, ChangeMode ofRight) {
        leftChanges = ofLeft;
        rightChanges = ofRight;
        return this;
    }

    JoinPlan rows(RowsPerKey ofLeft, RowsPerKey ofRight) {
        leftRows = ofLeft;
        rightRows = ofRight;
        return this;
    }

    JoinPlan append() {
        return changes(ChangeMode.APPEND, ChangeMode.APPEND);
    }

    JoinPlan perEpoch() {
        perEpoch = true;
        return this;
    }

    Join plan() {
        List<Field> fields = new ArrayList<>();
        left.columns()
                .forEach(f -> fields.add(
                        new Field(f.name(), type.keepsRight() ? f.type().withNullable(true) : f.type())));
        if (!type.leftOnly()) {
            boolean pads = type.keepsLeft();
            right.columns()
                    .forEach(f -> fields.add(new Field(f.name(), pads ? f.type().withNullable(true) : f.type())));
        }
        return new Join(
                leaf(left),
                leaf(right),
                type,
                leftKeys,
                rightKeys,
                nullsMatch,
                condition,
                time,
                leftChanges,
                rightChanges,
                leftRows,
                rightRows,
                perEpoch,
                new Schema(fields));
    }

    private static PhysicalPlan leaf(Schema schema) {
        return new Values(List.of(), schema);
    }
}
