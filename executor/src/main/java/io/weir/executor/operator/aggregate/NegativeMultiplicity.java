// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;

/** The error of an input that has taken back more rows than it gave. */
final class NegativeMultiplicity {
    private NegativeMultiplicity() {}

    static SqlException ofGroup(long count) {
        return SqlException.report(ErrorCode.NEGATIVE_MULTIPLICITY)
                .says("a group has %d rows", count)
                .detail("The input has taken back more rows of the group than it gave.")
                .hint("Check that each delete or update of the source follows the insert of the same row.")
                .toException();
    }

    static SqlException ofValue() {
        return SqlException.report(ErrorCode.NEGATIVE_MULTIPLICITY)
                .says("a value of a group occurs less than zero times")
                .detail("The input has taken back a row that it did not give.")
                .hint("Check that each delete or update of the source follows the insert of the same row.")
                .toException();
    }
}
