// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.error;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An error as data: what, where, why and how to fix it.
 *
 * <p>The {@linkplain #getMessage() message} is the primary text alone; {@link #render(String)} gives what a person
 * sees, with the line of the statement and a caret.
 */
public final class SqlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient @Nullable SourceSpan span;
    private final @Nullable String detail;
    private final @Nullable String hint;

    private SqlException(Report report, @Nullable Throwable cause) {
        super(report.message, cause, false, report.code.fault() == Fault.SYSTEM);
        this.code = report.code;
        this.span = report.span;
        this.detail = report.detail;
        this.hint = report.hint;
    }

    public static Report report(ErrorCode code) {
        return new Report(code);
    }

    /** An error of ours: the text names what was expected to hold. */
    public static SqlException internal(String message, @Nullable Throwable cause) {
        return report(ErrorCode.INTERNAL).says("%s", message).causedBy(cause).toException();
    }

    public ErrorCode code() {
        return code;
    }

    public @Nullable SourceSpan span() {
        return span;
    }

    public @Nullable String detail() {
        return detail;
    }

    public @Nullable String hint() {
        return hint;
    }

    /** The same error at another place; used when a statement stands within a script. */
    public SqlException at(@Nullable SourceSpan place) {
        Report copy = new Report(code);
        copy.message = String.valueOf(getMessage());
        copy.span = place;
        copy.detail = detail;
        copy.hint = hint;
        return new SqlException(copy, getCause());
    }

    /** What a person sees; {@code sql} is the text the span points into, or null when there is none. */
    public String render(@Nullable String sql) {
        StringBuilder text = new StringBuilder("ERROR ")
                .append(code.code())
                .append(" (")
                .append(code.sqlState())
                .append("): ")
                .append(getMessage());
        if (span != null) {
            text.append("\n  line ").append(span.line()).append(", column ").append(span.column());
            String line = sql == null ? null : lineOf(sql, span.line());
            if (line != null && line.length() <= 500) {
                String prefix = "  line " + span.line() + ", column " + span.column() + ":  ";
                int width = span.endLine() == span.line() ? span.endColumn() - span.column() + 1 : 1;
                int room = Math.max(1, line.length() - span.column() + 1);
                text.append(":  ")
                        .append(line)
                        .append('\n')
                        .append(" ".repeat(prefix.length() + Math.max(0, span.column() - 1)))
                        .append("^".repeat(Math.max(1, Math.min(width, room))));
            }
        }
        if (detail != null) {
            text.append("\nDETAIL: ").append(detail);
        }
        if (hint != null) {
            text.append("\nHINT: ").append(hint);
        }
        return text.toString();
    }

    private static @Nullable String lineOf(String sql, int line) {
        String[] lines = sql.split("\r?\n", -1);
        return line >= 1 && line <= lines.length ? lines[line - 1] : null;
    }

    /** Gathers the parts of an error; finished by {@link #toException()}. */
    public static final class Report {
        private final ErrorCode code;
        private String message = "";
        private @Nullable SourceSpan span;
        private @Nullable String detail;
        private @Nullable String hint;
        private @Nullable Throwable cause;

        private Report(ErrorCode code) {
            this.code = code;
        }

        /** The primary text: lower case, no full stop, the object's kind and its quoted name. */
        public Report says(String format, @Nullable Object... args) {
            message = args.length == 0 ? format : String.format(Locale.ROOT, format, args);
            return this;
        }

        public Report at(@Nullable SourceSpan place) {
            span = place;
            return this;
        }

        /** Why, as sentences. */
        public Report detail(String format, @Nullable Object... args) {
            detail = args.length == 0 ? format : String.format(Locale.ROOT, format, args);
            return this;
        }

        /** What to do, as sentences. */
        public Report hint(String format, @Nullable Object... args) {
            hint = args.length == 0 ? format : String.format(Locale.ROOT, format, args);
            return this;
        }

        public Report causedBy(@Nullable Throwable throwable) {
            cause = throwable;
            return this;
        }

        public SqlException toException() {
            return new SqlException(this, cause);
        }
    }
}
