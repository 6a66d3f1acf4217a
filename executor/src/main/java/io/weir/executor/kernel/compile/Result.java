// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Storage;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The variables of a term that needs all its arguments: declared first, then set, then handed on. */
final class Result {
    private final Emitter emitter;
    private final DataType type;
    private final String value;
    private final String low;
    private final @Nullable String isNull;
    private final @Nullable String failure;
    /** Holds when all arguments have values; null when they always have. */
    private final @Nullable String sound;

    /**
     * @param canFail whether {@link #failIf} or {@link #attempt} will be used
     * @param canBeNull whether {@link #setNull} will be used
     */
    Result(Emitter emitter, DataType type, List<Term> arguments, boolean canFail, boolean canBeNull) {
        this.emitter = emitter;
        this.type = type;
        value = emitter.local(Term.javaType(type), Term.nothing(type));
        low = type.storage() == Storage.INT128 ? emitter.local("long", "0L") : "";
        String argumentNull = Term.anyNull(arguments);
        String argumentFailure = Term.firstFailure(arguments);
        isNull = canBeNull ? emitter.local("boolean", orElse(argumentNull, "false")) : named("boolean", argumentNull);
        failure = canFail && !emitter.flat()
                ? emitter.local("int", orElse(argumentFailure, "0"))
                : named("int", argumentFailure);
        sound = sound(argumentNull == null ? null : isNull, argumentFailure == null ? null : failure);
    }

    private static String orElse(@Nullable String present, String otherwise) {
        return present == null ? otherwise : present;
    }

    private @Nullable String named(String javaType, @Nullable String expression) {
        return expression == null || expression.indexOf(' ') < 0 ? expression : emitter.local(javaType, expression);
    }

    private static @Nullable String sound(@Nullable String isNull, @Nullable String failure) {
        if (failure == null) {
            return isNull == null ? null : "!" + isNull;
        }
        return isNull == null ? failure + " == 0" : failure + " == 0 && !" + isNull;
    }

    /** Opens a block that is entered only when all arguments have values. */
    Result guard() {
        if (sound != null) {
            emitter.out().open("if ($)", sound);
        }
        return this;
    }

    Result endGuard() {
        if (sound != null) {
            emitter.out().close();
        }
        return this;
    }

    String value() {
        return value;
    }

    Result set(String pattern, Object... words) {
        Object[] all = new Object[words.length + 1];
        all[0] = value;
        System.arraycopy(words, 0, all, 1, words.length);
        emitter.out().line("$ = " + pattern + ";", all);
        return this;
    }

    Result setLow(String pattern, Object... words) {
        Object[] all = new Object[words.length + 1];
        all[0] = low;
        System.arraycopy(words, 0, all, 1, words.length);
        emitter.out().line("$ = " + pattern + ";", all);
        return this;
    }

    /** Sets both halves from an {@code Int128}. */
    Result setInt128(String pattern, Object... words) {
        String from = emitter.local("Int128", pattern, words);
        return set("$.high()", from).setLow("$.low()", from);
    }

    /** Whether an argument or the condition makes it NULL. */
    String orNull(String condition) {
        return Objects.requireNonNull(isNull) + " | (" + condition + ")";
    }

    Result setNull(String condition) {
        emitter.out().line("$ = $;", Objects.requireNonNull(isNull), condition);
        return this;
    }

    /** An error when a condition holds; outside of a guard it counts only where all arguments have values. */
    Result failIf(String condition, ErrorCode code, @Nullable SourceSpan span) {
        if (emitter.flat()) {
            emitter.out().line("if ($) { bad = -1L; }", condition);
        } else {
            String all = sound == null ? condition : "(" + condition + ") && " + sound;
            emitter.out().line("if ($) { $ = $; }", all, Objects.requireNonNull(failure), emitter.failure(code, span));
        }
        return this;
    }

    /** An error when an {@code int} or {@code long} is negative; without a branch in a flat loop. */
    Result failIfNegative(String number, ErrorCode code, @Nullable SourceSpan span) {
        if (emitter.flat()) {
            emitter.out().line("bad |= $;", number);
            return this;
        }
        return failIf("(" + number + ") < 0", code, span);
    }

    /** An error when a {@code long} is not zero; without a branch in a flat loop. */
    Result failIfNonZero(String number, ErrorCode code, @Nullable SourceSpan span) {
        if (emitter.flat()) {
            String x = emitter.local("long", number);
            emitter.out().line("bad |= $ | -$;", x, x);
            return this;
        }
        return failIf("(" + number + ") != 0", code, span);
    }

    /** Lines that may throw; what is thrown is the error. */
    Result attempt(@Nullable SourceSpan span, Runnable lines) {
        if (emitter.flat()) {
            emitter.mayThrow();
            lines.run();
            return this;
        }
        emitter.out().open("try");
        lines.run();
        emitter.out().next("catch (RuntimeException x)");
        emitter.out()
                .line(
                        "$ = Failures.of(x, $);",
                        Objects.requireNonNull(failure),
                        emitter.kernel().span(span));
        emitter.out().close();
        return this;
    }

    Term term() {
        return new Term(type, value, low, isNull, failure);
    }
}
