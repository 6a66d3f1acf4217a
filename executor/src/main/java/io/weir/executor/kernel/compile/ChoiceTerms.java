// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Branch;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.Case;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Storage;
import java.util.List;

/** CASE and COALESCE: a branch is computed only for its rows. */
final class ChoiceTerms {
    private final Emitter emitter;
    private final DataType type;
    private final String value;
    private final String low;
    private final String isNull;
    private final String failure;
    private boolean canBeNull;
    private boolean canFail;

    private ChoiceTerms(Emitter emitter, DataType type) {
        this.emitter = emitter;
        this.type = type;
        value = emitter.kernel().name("v");
        low = emitter.kernel().name("v");
        isNull = emitter.kernel().name("v");
        failure = emitter.kernel().name("v");
    }

    static Term caseOf(Emitter emitter, Case choice) {
        ChoiceTerms result = new ChoiceTerms(emitter, choice.type());
        return result.around(() -> result.branches(choice.branches(), choice.otherwise()));
    }

    private void branches(List<Branch> branches, Expression otherwise) {
        if (branches.isEmpty()) {
            take(emitter.emit(otherwise));
            return;
        }
        Term condition = emitter.emit(branches.get(0).condition());
        String holds = condition.value() + (condition.isNull() == null ? "" : " & !" + condition.isNull());
        if (condition.failure() == null) {
            emitter.out().open("if ($)", holds);
        } else {
            canFail = true;
            emitter.out().open("if ($ != 0)", condition.failure());
            emitter.out().line("$ = $;", failure, condition.failure());
            emitter.out().next("else if ($)", holds);
        }
        emitter.scoped(() -> take(emitter.emit(branches.get(0).result())));
        emitter.out().next("else");
        emitter.scoped(() -> branches(branches.subList(1, branches.size()), otherwise));
        emitter.out().close();
    }

    static Term coalesce(Emitter emitter, Call call) {
        ChoiceTerms result = new ChoiceTerms(emitter, call.type());
        return result.around(() -> result.firstOf(call.arguments()));
    }

    private void firstOf(List<Expression> arguments) {
        Term first = emitter.emit(arguments.get(0));
        if (first.isNull() == null || arguments.size() == 1) {
            take(first);
            return;
        }
        String goesOn = first.failure() == null ? first.isNull() : first.isNull() + " & " + first.failure() + " == 0";
        emitter.out().open("if ($)", goesOn);
        emitter.scoped(() -> firstOf(arguments.subList(1, arguments.size())));
        emitter.out().next("else");
        take(first.withNull(null));
        emitter.out().close();
    }

    /** The term of this row is the result. */
    private void take(Term term) {
        JavaText out = emitter.out();
        out.line("$ = $;", value, term.value());
        if (type.storage() == Storage.INT128) {
            out.line("$ = $;", low, term.low());
        }
        if (term.isNull() != null) {
            canBeNull = true;
            out.line("$ = $;", isNull, term.isNull());
        }
        if (term.failure() != null) {
            canFail = true;
            out.line("$ = $;", failure, term.failure());
        }
    }

    /** Declares the variables that the block turned out to need, before it. */
    private Term around(Runnable block) {
        JavaText lines = emitter.aside(block);
        JavaText out = emitter.out();
        boolean two = type.storage() == Storage.INT128;
        out.line("$ $ = $;", Term.javaType(type), value, Term.nothing(type));
        if (two) {
            out.line("long $ = 0L;", low);
        }
        if (canBeNull) {
            out.line("boolean $ = false;", isNull);
        }
        if (canFail) {
            out.line("int $ = 0;", failure);
        }
        out.append(lines);
        return new Term(type, value, two ? low : "", canBeNull ? isNull : null, canFail ? failure : null);
    }
}
