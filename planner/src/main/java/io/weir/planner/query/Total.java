// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.util.Optionality;

/** SUM, which over a frame too is one function and not, as Calcite's own, a CASE that counts first. */
final class Total extends SqlAggFunction {
    static final Total SUM = new Total();

    private Total() {
        super(
                "SUM",
                null,
                SqlKind.SUM,
                ReturnTypes.AGG_SUM,
                null,
                OperandTypes.NUMERIC,
                SqlFunctionCategory.NUMERIC,
                false,
                false,
                Optionality.FORBIDDEN);
    }
}
