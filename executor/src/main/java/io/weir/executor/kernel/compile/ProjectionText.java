// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.plan.expression.Expression;
import java.util.ArrayList;
import java.util.List;

/** Writes the class of a projection: one loop for as many expressions as fit into a method. */
final class ProjectionText {
    private final KernelText kernel;
    private final Outline outline = new Outline();
    private final List<Expression> expressions;

    ProjectionText(KernelText kernel, List<Expression> expressions) {
        this.kernel = kernel;
        this.expressions = expressions.stream().map(Parts::narrowed).toList();
    }

    String write() {
        List<List<Integer>> groups = groups();
        JavaText calls = new JavaText(2);
        for (List<Integer> group : groups) {
            calls.line("$(results);", writeGroup(group));
        }
        JavaText doors = new JavaText(1);
        doors.open("public Vector[] evaluate(Batch batch, long epochTimeMicros, ErrorMask errors)");
        Door.open(doors, kernel);
        doors.line("Vector[] results = new Vector[$];", expressions.size());
        doors.append(calls);
        Door.close(doors, kernel);
        doors.line("return results;").close();
        return kernel.source("Projection", doors);
    }

    private List<List<Integer>> groups() {
        List<List<Integer>> groups = new ArrayList<>();
        int room = 0;
        for (int i = 0; i < expressions.size(); i++) {
            int weight = outline.weigh(expressions.get(i));
            if (groups.isEmpty() || weight > room) {
                groups.add(new ArrayList<>());
                room = Outline.NODES_MAX;
            }
            groups.get(groups.size() - 1).add(i);
            room -= weight;
        }
        return groups;
    }

    private String writeGroup(List<Integer> group) {
        String name = kernel.name("g");
        boolean flat = group.stream().allMatch(i -> Flat.pays(expressions.get(i)));
        if (flat) {
            writeLoop(name + "f", group, true);
        }
        writeLoop(name + "g", group, false);
        JavaText method = new JavaText(1);
        method.open("private void $(Vector[] results)", name);
        if (flat) {
            method.line(
                    "if ($ || !$f(results)) { $g(results); }", Flat.anyNulls(kernel, expressions(group)), name, name);
        } else {
            method.line("$g(results);", name);
        }
        method.close();
        kernel.methods().append(method);
        return name;
    }

    private List<Expression> expressions(List<Integer> group) {
        return group.stream().map(expressions::get).toList();
    }

    private void writeLoop(String name, List<Integer> group, boolean flat) {
        List<OutputColumn> outputs =
                expressions(group).stream().map(OutputColumn::of).toList();
        Emitter emitter = new Emitter(kernel, outline, flat, 4);
        outputs.forEach(output -> output.write(emitter));

        JavaText method = new JavaText(1);
        method.open("private $ $(Vector[] results)", flat ? "boolean" : "void", name);
        Loop.head(method);
        Loop.locals(method, emitter);
        outputs.forEach(output -> output.declare(emitter, method));
        if (flat) {
            Flat.open(method, emitter);
            Loop.write(method, emitter.out(), true);
            Flat.close(method, emitter, "false");
        } else {
            Loop.write(method, emitter.out(), false);
        }
        for (int i = 0; i < outputs.size(); i++) {
            method.line("results[$] = $;", group.get(i), outputs.get(i).vector());
        }
        if (flat) {
            method.line("return true;");
        }
        method.close();
        kernel.methods().append(method);
    }
}
