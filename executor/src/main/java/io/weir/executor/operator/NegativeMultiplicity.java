// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;

/** The error of an input that took back what it never gave. */
public final class NegativeMultiplicity {
    private NegativeMultiplicity() {}

    public static SqlException ofRow() {
        return SqlException.report(ErrorCode.NEGATIVE_MULTIPLICITY)
                .says("a row occurs less than zero times")
                .detail("The input has taken back a row that it did not give.")
                .toException();
    }
}
