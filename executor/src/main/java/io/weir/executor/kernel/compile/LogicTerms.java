// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.plan.expression.Expression;
import io.weir.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;

/** AND and OR: the winner, FALSE or TRUE, beats errors, and those beat NULL. */
final class LogicTerms {
    private LogicTerms() {}

    static Term junction(Emitter emitter, List<Expression> arguments, boolean winner) {
        return Cheap.all(arguments) ? eager(emitter, arguments, winner) : lazy(emitter, arguments, winner);
    }

    /** All arguments are computed and joined without a branch. */
    private static Term eager(Emitter emitter, List<Expression> arguments, boolean winner) {
        List<Term> terms = emitter.emit(arguments);
        String anyNull = Term.anyNull(terms);
        String failure = Term.firstFailure(terms);
        if (anyNull == null && failure == null) {
            String sign = winner ? " | " : " & ";
            String all = String.join(sign, terms.stream().map(Term::value).toList());
            return Term.of(DataType.bool(), emitter.local("boolean", all));
        }
        String decided = emitter.local(
                "boolean",
                String.join(
                        " | ", terms.stream().map(term -> decides(term, winner)).toList()));
        Term result = Term.of(DataType.bool(), winner ? decided : emitter.local("boolean", "!$", decided));
        if (anyNull != null) {
            result = result.withNull(emitter.local("boolean", "!$ & ($)", decided, anyNull));
        }
        if (failure != null) {
            result = result.withFailure(emitter.local("int", "$ ? 0 : $", decided, failure));
        }
        return result;
    }

    /** Whether an argument alone decides the result. */
    private static String decides(Term term, boolean winner) {
        List<String> all = new ArrayList<>();
        all.add(winner ? term.value() : "!" + term.value());
        if (term.isNull() != null) {
            all.add("!" + term.isNull());
        }
        if (term.failure() != null) {
            all.add(term.failure() + " == 0");
        }
        return all.size() == 1 ? all.get(0) : "(" + String.join(" & ", all) + ")";
    }

    /** An argument is computed only while the result is not decided. */
    private static Term lazy(Emitter emitter, List<Expression> arguments, boolean winner) {
        String decided = emitter.kernel().name("v");
        String isNull = emitter.kernel().name("v");
        String failure = emitter.kernel().name("v");
        boolean[] can = new boolean[2];
        JavaText lines = emitter.aside(() -> {
            for (int k = 0; k < arguments.size(); k++) {
                Expression argument = arguments.get(k);
                if (k == 0) {
                    join(emitter, emitter.emit(argument), winner, decided, isNull, failure, can);
                } else {
                    emitter.out().open("if (!$)", decided);
                    emitter.scoped(() -> join(emitter, emitter.emit(argument), winner, decided, isNull, failure, can));
                    emitter.out().close();
                }
            }
        });
        JavaText out = emitter.out();
        out.line("boolean $ = false;", decided);
        if (can[0]) {
            out.line("boolean $ = false;", isNull);
        }
        if (can[1]) {
            out.line("int $ = 0;", failure);
        }
        out.append(lines);
        if (can[0]) {
            out.line("$ = $ & !$;", isNull, isNull, decided);
        }
        if (can[1]) {
            out.line("if ($) { $ = 0; }", decided, failure);
        }
        return new Term(
                DataType.bool(),
                winner ? decided : emitter.local("boolean", "!$", decided),
                "",
                can[0] ? isNull : null,
                can[1] ? failure : null);
    }

    private static void join(
            Emitter emitter, Term term, boolean winner, String decided, String isNull, String failure, boolean[] can) {
        JavaText out = emitter.out();
        out.line("$ = $;", decided, decides(term, winner));
        if (term.isNull() != null) {
            can[0] = true;
            out.line("$ = $ | $;", isNull, isNull, term.isNull());
        }
        if (term.failure() != null) {
            can[1] = true;
            out.line("if ($ == 0) { $ = $; }", failure, failure, term.failure());
        }
    }
}
