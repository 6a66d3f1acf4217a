// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.plan.expression.Expression;
import java.util.List;

/** Writes the class of a condition: a loop that gathers the rows for which it is TRUE. */
final class FilterText {
    private final KernelText kernel;
    private final Outline outline = new Outline();
    private final Expression condition;

    FilterText(KernelText kernel, Expression condition) {
        this.kernel = kernel;
        this.condition = Parts.narrowed(condition);
    }

    String write() {
        outline.weigh(condition);
        boolean flat = Flat.pays(condition);
        if (flat) {
            writeFlat();
        }
        writeGeneral();
        JavaText doors = new JavaText(1);
        doors.open("public int select(Batch batch, long epochTimeMicros, int[] found, ErrorMask errors)");
        Door.open(doors, kernel);
        if (flat) {
            doors.line("int count = $ ? -1 : flat(found);", Flat.anyNulls(kernel, List.of(condition)));
            doors.line("if (count < 0) { count = general(found); }");
        } else {
            doors.line("int count = general(found);");
        }
        Door.close(doors, kernel);
        doors.line("return count;").close();
        return kernel.source("RowFilter", doors);
    }

    /** Without a branch: a row is always noted, and counts when the condition holds. */
    private void writeFlat() {
        Emitter emitter = new Emitter(kernel, outline, true, 4);
        Term term = emitter.emit(condition);
        emitter.out().line("found[count] = i;");
        emitter.out()
                .line(
                        "if ($) { count++; }",
                        term.isNull() == null ? term.value() : term.value() + " & !" + term.isNull());
        JavaText method = new JavaText(1);
        method.open("private int flat(int[] found)");
        Loop.head(method);
        Loop.locals(method, emitter);
        method.line("int count = 0;");
        Flat.open(method, emitter);
        Loop.write(method, emitter.out(), true);
        Flat.close(method, emitter, "-1");
        method.line("return count;").close();
        kernel.methods().append(method);
    }

    private void writeGeneral() {
        Emitter emitter = new Emitter(kernel, outline, false, 3);
        Term term = emitter.emit(condition);
        String holds = term.isNull() == null ? term.value() : term.value() + " & !" + term.isNull();
        JavaText body = emitter.out();
        if (term.failure() == null) {
            body.line("found[count] = i;");
            body.line("if ($) { count++; }", holds);
        } else {
            body.open("if ($ != 0)", term.failure());
            body.line("Failures.report(errors, i, $, spans);", term.failure());
            body.next("else if ($)", holds);
            body.line("found[count++] = i;");
            body.close();
        }
        JavaText method = new JavaText(1);
        method.open("private int general(int[] found)");
        Loop.head(method);
        Loop.locals(method, emitter);
        method.line("int count = 0;");
        Loop.write(method, body, false);
        method.line("return count;").close();
        kernel.methods().append(method);
    }
}
