// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.explain;

import io.weir.plan.JoinTime;
import io.weir.plan.RowsPerKey;
import io.weir.plan.expression.Expression;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.planner.physical.JoinState;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is said of a join. */
final class JoinText {
    private JoinText() {}

    /** @param retention what is said of rows that no time lets go */
    static void add(Facts facts, PhysicalPlan.Join join, String retention) {
        facts.add("type", join.type().name().toLowerCase(Locale.ROOT)).add("on", keys(join));
        Expression condition = join.condition();
        if (condition != null) {
            facts.add("where", new ExpressionText(both(join)).of(condition));
        }
        if (join.time() instanceof JoinTime.Interval interval) {
            facts.add(
                    "times",
                    join.left().schema().name(interval.leftTime()) + " - "
                            + join.right().schema().name(interval.rightTime()) + " from "
                            + ExpressionText.duration(interval.lowerMicros()) + " to "
                            + ExpressionText.duration(interval.upperMicros()));
        }
        boolean left = join.leftRows() == RowsPerKey.ONE;
        boolean right = join.rightRows() == RowsPerKey.ONE;
        String unique = left ? (right ? "both" : "left") : right ? "right" : "";
        if (!unique.isEmpty()) {
            facts.add("unique", unique);
        }
        facts.state(state(join, retention), join.perEpoch() || join.time() != JoinTime.NONE);
        if (join.time() != JoinTime.NONE) {
            facts.add(
                    "waits for",
                    join.time() instanceof JoinTime.Interval
                            ? (join.type().keepsLeft() || join.type().keepsRight()
                                    ? "watermark for padded rows"
                                    : "nothing")
                            : NodeFacts.closer(join));
        }
    }

    private static List<String> keys(PhysicalPlan.Join join) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < join.leftKeys().size(); i++) {
            keys.add(join.left().schema().name(join.leftKeys().get(i))
                    + (join.nullsMatch().get(i) ? " IS NOT DISTINCT FROM " : " = ")
                    + join.right().schema().name(join.rightKeys().get(i)));
        }
        return keys;
    }

    /** The columns of both sides, those of the right with their side where the names are the same. */
    private static Schema both(PhysicalPlan.Join join) {
        List<Field> fields = new ArrayList<>(join.left().schema().columns());
        for (Field field : join.right().schema().columns()) {
            boolean twice = join.left().schema().names().contains(field.name());
            fields.add(twice ? new Field("right." + field.name(), field.type()) : field);
        }
        return new Schema(fields);
    }

    private static String state(PhysicalPlan.Join join, String retention) {
        if (join.perEpoch()) {
            return "none beyond an epoch";
        } else if (join.time() instanceof JoinTime.Window) {
            return "the rows of open windows";
        } else if (join.time() instanceof JoinTime.Interval) {
            return "the rows of both sides until the watermark has passed their partners";
        }
        return JoinState.of(join) + retention;
    }
}
