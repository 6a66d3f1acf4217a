// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import io.weir.spi.error.SourceSpan;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Places in the text in our words. */
public final class Spans {
    private Spans() {}

    /** The place, or null when it is not known. */
    public static @Nullable SourceSpan of(@Nullable SqlParserPos pos) {
        return pos == null || pos.getLineNum() <= 0
                ? null
                : new SourceSpan(pos.getLineNum(), pos.getColumnNum(), pos.getEndLineNum(), pos.getEndColumnNum());
    }
}
