// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import io.weir.planner.catalog.Catalog;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** What Calcite says of a mistake, in our words: nothing of its own leaves this package. */
final class ValidationErrors {
    private ValidationErrors() {}

    static SqlException translate(CalciteException error, WeirValidator validator, SqlNode query, Catalog catalog) {
        if (error.getCause() instanceof SqlException ours) {
            return ours;
        }
        return SqlException.report(ErrorCode.VALIDATION)
                .says("this is not a valid statement: %s", String.valueOf(error.getCause()))
                .at(span(error))
                .causedBy(error)
                .toException();
    }

    private static @Nullable SourceSpan span(CalciteException error) {
        return error instanceof CalciteContextException place && place.getPosLine() > 0
                ? new SourceSpan(
                        place.getPosLine(), place.getPosColumn(), place.getEndPosLine(), place.getEndPosColumn())
                : null;
    }
}
