// SPDX-License-Identifier: Apache-2.0
package io.weir.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.plan.AggregateCall;
import io.weir.plan.JoinType;
import io.weir.plan.OverCall;
import io.weir.plan.SortKey;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.Outer;
import io.weir.plan.expression.Expression.SubQuery;
import io.weir.plan.json.PlanJson;
import io.weir.plan.physical.JobPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.planner.physical.JobPlanner;
import io.weir.planner.rule.Optimizer;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every node of every golden plan, with all rules, and of some without each of them: what it reads is there and of the type it
 * says, NULL comes only where a schema allows it, and the plan survives its JSON.
 */
class PlanShapeTest {
    /** Without a rule one in so many queries is planned. */
    private static final int SHARE = 4;

    private static final Path FOLDER = Path.of("src/test/plans");

    @TestFactory
    Stream<DynamicTest> plansFitTogether() {
        List<String> left = new ArrayList<>(List.of(""));
        left.addAll(Optimizer.names());
        left.addAll(JobPlanner.passes());
        return left.stream()
                .map(rule -> DynamicTest.dynamicTest(rule.isEmpty() ? "all rules" : "without " + rule, () -> {
                    try (Stream<Path> files = Files.list(FOLDER)) {
                        for (Path file : files.sorted().toList()) {
                            checkFile(file, rule);
                        }
                    }
                }));
    }

    private static void checkFile(Path file, String rule) throws IOException {
        Session session = rule.isEmpty() ? Session.withTables() : Session.withoutRules(rule);
        for (String line : Files.readString(file).split("\n", -1)) {
            int colon = line.indexOf(": ");
            if (line.startsWith("CREATE")) {
                session.run(line);
            } else if (!line.startsWith(" ") && !line.startsWith("--") && colon > 0) {
                String sql = line.substring(colon + 2);
                if (rule.isEmpty() || Math.floorMod((rule + sql).hashCode(), SHARE) == 0) {
                    check(session, sql);
                }
            }
        }
    }

    private static void check(Session session, String sql) {
        JobPlan job;
        try {
            job = session.job(sql);
        } catch (SqlException e) {
            assertThat(e.code()).as(sql).isNotEqualTo(ErrorCode.INTERNAL);
            return;
        }
        try {
            job.roots().forEach(PlanShapeTest::checkNode);
            assertThat(PlanJson.write(PlanJson.read(PlanJson.write(job)))).isEqualTo(PlanJson.write(job));
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(sql + "\n" + session.explain(sql), e);
        }
    }

    private static void checkNode(PhysicalPlan node) {
        Schema schema = node.schema();
        if (node instanceof PhysicalPlan.Filter filter) {
            checkExpression(filter.condition(), filter.input().schema());
            assertThat(filter.condition().type().withNullable(true)).isEqualTo(DataType.bool());
        } else if (node instanceof PhysicalPlan.Project project) {
            assertThat(project.expressions()).hasSize(schema.size());
            for (int i = 0; i < schema.size(); i++) {
                checkExpression(project.expressions().get(i), project.input().schema());
                checkFits(project.expressions().get(i).type(), schema.columns().get(i));
            }
        } else if (node instanceof PhysicalPlan.Join join) {
            checkJoin(join);
        } else if (node instanceof PhysicalPlan.GroupAggregate aggregate) {
            Schema input = aggregate.input().schema();
            checkKeys(aggregate.keys(), input, schema);
            checkCalls(aggregate.calls(), input, schema, aggregate.keys().size());
        } else if (node instanceof PhysicalPlan.WindowAggregate aggregate) {
            Schema input = aggregate.input().schema();
            checkKeys(aggregate.keys(), input, schema);
            int first = aggregate.keys().size() + aggregate.properties().size();
            checkCalls(aggregate.calls(), input, schema, first);
            assertThat(aggregate.window().timeColumn()).isLessThan(input.size());
        } else if (node instanceof PhysicalPlan.Over over) {
            checkPassed(over.input().schema(), schema);
            checkOrder(over.order(), over.input().schema());
            assertThat(schema.size())
                    .isEqualTo(over.input().schema().size() + over.calls().size());
            for (int i = 0; i < over.calls().size(); i++) {
                OverCall call = over.calls().get(i);
                call.arguments()
                        .forEach(argument -> assertThat(argument)
                                .isLessThan(over.input().schema().size()));
                assertThat(schema.columns()
                                .get(over.input().schema().size() + i)
                                .type())
                        .isEqualTo(call.type());
            }
        } else if (node instanceof PhysicalPlan.TopN top) {
            checkPassed(top.input().schema(), schema);
            checkOrder(top.order(), top.input().schema());
            assertThat(schema.size()).isEqualTo(top.input().schema().size() + (top.ranked() ? 1 : 0));
        } else if (node instanceof PhysicalPlan.Unnest unnest) {
            checkPassed(unnest.input().schema(), schema);
            unnest.collections()
                    .forEach(each -> checkExpression(each, unnest.input().schema()));
        } else if (node instanceof PhysicalPlan.Union || node instanceof PhysicalPlan.SetOperation) {
            for (PhysicalPlan input : node.inputs()) {
                assertThat(input.schema().size()).isEqualTo(schema.size());
                checkPassed(input.schema(), schema);
            }
        } else if (node instanceof PhysicalPlan.WindowAssign assign) {
            checkPassed(assign.input().schema(), schema);
        } else if (node instanceof PhysicalPlan.SessionAssign assign) {
            checkPassed(assign.input().schema(), schema);
            assign.window()
                    .partition()
                    .forEach(column -> assertThat(column)
                            .isLessThan(assign.input().schema().size()));
        } else if (node instanceof PhysicalPlan.Exchange exchange) {
            exchange.keys().forEach(key -> assertThat(key).isLessThan(schema.size()));
        } else if (node instanceof PhysicalPlan.Sort sort) {
            checkOrder(sort.keys(), schema);
        }
        node.inputs().forEach(PlanShapeTest::checkNode);
    }

    private static void checkJoin(PhysicalPlan.Join join) {
        Schema left = join.left().schema();
        Schema right = join.right().schema();
        assertThat(join.leftKeys()).hasSameSizeAs(join.rightKeys());
        assertThat(join.nullsMatch()).hasSameSizeAs(join.rightKeys());
        for (int i = 0; i < join.leftKeys().size(); i++) {
            assertThat(left.type(join.leftKeys().get(i)).withNullable(true))
                    .isEqualTo(right.type(join.rightKeys().get(i)).withNullable(true));
        }
        List<Field> both = new ArrayList<>(left.columns());
        both.addAll(right.columns());
        Expression condition = join.condition();
        if (condition != null) {
            checkExpression(condition, new Schema(both));
        }
        if (join.type().leftOnly()) {
            checkPassed(left, join.schema());
            assertThat(join.schema().size()).isEqualTo(left.size());
            return;
        }
        assertThat(join.schema().size()).isEqualTo(both.size());
        for (int i = 0; i < both.size(); i++) {
            boolean padded =
                    i < left.size() ? join.type().keepsRight() : join.type().keepsLeft();
            DataType type = both.get(i).type();
            checkFits(
                    padded && join.type() != JoinType.INNER ? type.withNullable(true) : type,
                    join.schema().columns().get(i));
        }
    }

    /** The first columns are those of the input. */
    private static void checkPassed(Schema input, Schema schema) {
        for (int i = 0; i < Math.min(input.size(), schema.size()); i++) {
            checkFits(input.type(i), schema.columns().get(i));
        }
    }

    private static void checkKeys(List<Integer> keys, Schema input, Schema schema) {
        for (int i = 0; i < keys.size(); i++) {
            checkFits(input.type(keys.get(i)), schema.columns().get(i));
        }
    }

    private static void checkCalls(List<AggregateCall> calls, Schema input, Schema schema, int first) {
        assertThat(schema.size()).isEqualTo(first + calls.size());
        for (int i = 0; i < calls.size(); i++) {
            AggregateCall call = calls.get(i);
            assertThat(schema.columns().get(first + i)).isEqualTo(new Field(call.name(), call.type()));
            call.arguments().forEach(argument -> assertThat(argument).isLessThan(input.size()));
            checkOrder(call.order(), input);
            if (call.filter() >= 0) {
                assertThat(input.type(call.filter()).withNullable(true)).isEqualTo(DataType.bool());
            }
        }
    }

    private static void checkOrder(List<SortKey> keys, Schema input) {
        keys.forEach(key -> assertThat(key.column()).isBetween(0, input.size() - 1));
    }

    private static void checkFits(DataType type, Field field) {
        assertThat(type.withNullable(true))
                .as(field.name())
                .isEqualTo(field.type().withNullable(true));
        assertThat(type.nullable() && !field.type().nullable())
                .as("NULL in %s %s", field.name(), field.type().sqlWithNullability())
                .isFalse();
    }

    private static void checkExpression(Expression expression, Schema input) {
        Expressions.any(expression, part -> {
            assertThat(part).isNotInstanceOf(SubQuery.class).isNotInstanceOf(Outer.class);
            if (part instanceof ColumnRef column) {
                assertThat(column.index()).isBetween(0, input.size() - 1);
                checkFits(input.type(column.index()), new Field(input.name(column.index()), column.type()));
            }
            return false;
        });
    }
}
