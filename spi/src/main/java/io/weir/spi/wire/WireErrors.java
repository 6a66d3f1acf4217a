// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.wire;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;

/** Errors as bytes: code, text, place, detail and hint, and never a cause or a stack trace. */
public final class WireErrors {
    private WireErrors() {}

    public static void write(SqlException error, WireOutput out) {
        out.fourBytes(error.code().number());
        out.text(String.valueOf(error.getMessage()));
        SourceSpan span = error.span();
        out.flag(span != null);
        if (span != null) {
            out.fourBytes(span.line());
            out.fourBytes(span.column());
            out.fourBytes(span.endLine());
            out.fourBytes(span.endColumn());
        }
        out.optionalText(error.detail());
        out.optionalText(error.hint());
    }

    public static SqlException read(WireInput in) {
        ErrorCode code = ErrorCode.ofNumber(in.fourBytes());
        SqlException.Report report = SqlException.report(code).says("%s", in.text());
        if (in.flag()) {
            report.at(new SourceSpan(in.fourBytes(), in.fourBytes(), in.fourBytes(), in.fourBytes()));
        }
        String detail = in.optionalText();
        if (detail != null) {
            report.detail("%s", detail);
        }
        String hint = in.optionalText();
        if (hint != null) {
            report.hint("%s", hint);
        }
        return report.toException();
    }
}
