// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.Case;
import io.weir.plan.expression.Expression.Cast;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.FunctionCall;
import io.weir.plan.expression.Expression.Literal;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Storage;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes down expressions for the row {@code i}, each once, into one method.
 *
 * <p>There are two ways to write. The <em>general</em> one knows NULL and errors of every term. The <em>flat</em> one is
 * for batches whose columns have no NULL, and takes it that no row fails: what would be an error makes {@code bad}
 * negative, or is thrown, and the batch is done again in the general way.
 */
final class Emitter {
    private final KernelText kernel;
    private final Outline outline;
    private final boolean flat;

    private JavaText out;
    private Map<Expression, Term> known = new HashMap<>();
    private final Set<String> used = new LinkedHashSet<>();
    private boolean throwing;

    Emitter(KernelText kernel, Outline outline, boolean flat, int depth) {
        this.kernel = kernel;
        this.outline = outline;
        this.flat = flat;
        out = new JavaText(depth);
    }

    KernelText kernel() {
        return kernel;
    }

    boolean flat() {
        return flat;
    }

    JavaText out() {
        return out;
    }

    /** The fields that the method reads again and again, to be had as locals. */
    Set<String> used() {
        return used;
    }

    /** A field of the kernel that is to be read. */
    String use(String field) {
        used.add(field);
        return field;
    }

    /** Notes that lines of a flat method throw errors. */
    void mayThrow() {
        throwing = true;
    }

    boolean throwing() {
        return throwing;
    }

    String constant(String javaType, Object value) {
        return use(kernel.constant(javaType, value));
    }

    String scratch(String javaType) {
        return use(kernel.scratch(javaType));
    }

    List<Term> emit(List<Expression> expressions) {
        return expressions.stream().map(this::emit).toList();
    }

    Term emit(Expression expression) {
        Term term = known.get(expression);
        if (term == null) {
            term = outline.isApart(expression) ? emitApart(expression) : emitHere(expression);
            known.put(expression, term);
        }
        return term;
    }

    /** Writes the expression into this method, whatever the outline says. */
    Term emitHere(Expression expression) {
        if (expression instanceof ColumnRef column) {
            return ColumnTerms.column(this, List.of(column.index()), column.type());
        } else if (expression instanceof Literal literal) {
            return ColumnTerms.literal(this, literal);
        } else if (expression instanceof Call call) {
            return CallTerms.emit(this, call);
        } else if (expression instanceof FunctionCall call) {
            return FunctionTerms.emit(this, call);
        } else if (expression instanceof Cast cast) {
            return CastTerms.emit(this, cast);
        } else if (expression instanceof Case choice) {
            return ChoiceTerms.caseOf(this, choice);
        }
        throw new IllegalArgumentException(expression.getClass().getName());
    }

    /** Writes the expression into a method of its own, whose results are fields. */
    private Term emitApart(Expression expression) {
        String name = kernel.name("r");
        Emitter inner = new Emitter(kernel, outline, flat, 2);
        Term term = inner.emitHere(expression);
        throwing |= inner.throwing;
        DataType type = expression.type();
        kernel.field(Term.javaType(type), name + "v");
        JavaText method = new JavaText(1);
        method.open("private void $(int i)", name);
        if (flat) {
            method.line("long bad = 0L;");
        }
        method.append(inner.out);
        method.line("$v = $;", name, term.value());
        if (type.storage() == Storage.INT128) {
            kernel.field("long", name + "l");
            method.line("$l = $;", name, term.low());
        }
        if (term.isNull() != null) {
            kernel.field("boolean", name + "n");
            method.line("$n = $;", name, term.isNull());
        }
        if (term.failure() != null) {
            kernel.field("int", name + "e");
            method.line("$e = $;", name, term.failure());
        }
        if (flat) {
            method.line("this.bad |= bad;");
        }
        method.close();
        kernel.methods().append(method);
        out.line("$(i);", name);
        return new Term(
                type,
                local(Term.javaType(type), name + "v"),
                type.storage() == Storage.INT128 ? local("long", name + "l") : "",
                term.isNull() == null ? null : local("boolean", name + "n"),
                term.failure() == null ? null : local("int", name + "e"));
    }

    /** A new local variable with the value of an expression of Java. */
    String local(String javaType, String pattern, Object... words) {
        String name = kernel.name("v");
        Object[] all = new Object[words.length + 2];
        all[0] = javaType;
        all[1] = name;
        System.arraycopy(words, 0, all, 2, words.length);
        out.line("$ $ = " + pattern + ";", all);
        return name;
    }

    /** Writes a block whose terms are not known behind it. */
    void scoped(Runnable block) {
        Map<Expression, Term> outside = known;
        known = new HashMap<>(outside);
        block.run();
        known = outside;
    }

    /** Writes lines that stand behind others which are not known yet. */
    JavaText aside(Runnable block) {
        JavaText outside = out;
        out = outside.sibling();
        block.run();
        JavaText written = out;
        out = outside;
        return written;
    }

    /**
     * A term that is safe to compute whatever its arguments are, and never fails itself.
     *
     * @param pattern a Java expression of the values
     */
    Term total(DataType type, List<Term> arguments, String pattern, Object... words) {
        Result result = new Result(this, type, arguments, false, false);
        result.set(pattern, words);
        return result.term();
    }

    String failure(ErrorCode code, @Nullable SourceSpan span) {
        return String.valueOf(kernel.failure(code, span));
    }
}
