// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import io.weir.spi.type.DataType;
import io.weir.sqlparser.type.RelTypes;
import java.util.List;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.type.OperandTypes;

/** A function without arguments that tells the time of the epoch: {@code NOW()}, {@code CURRENT_DATE}. */
public final class EpochFunction extends SqlFunction {
    static final List<EpochFunction> ALL = List.of(
            new EpochFunction("PROCTIME", SqlSyntax.FUNCTION, DataType.timestampLtz(3)),
            new EpochFunction("NOW", SqlSyntax.FUNCTION, DataType.timestampLtz(3)),
            new EpochFunction("CURRENT_TIMESTAMP", SqlSyntax.FUNCTION_ID, DataType.timestampLtz(3)),
            new EpochFunction("CURRENT_ROW_TIMESTAMP", SqlSyntax.FUNCTION, DataType.timestampLtz(3)),
            new EpochFunction("LOCALTIMESTAMP", SqlSyntax.FUNCTION_ID, DataType.timestamp(3)),
            new EpochFunction("CURRENT_DATE", SqlSyntax.FUNCTION_ID, DataType.date()),
            new EpochFunction("CURRENT_TIME", SqlSyntax.FUNCTION_ID, DataType.time(0)),
            new EpochFunction("LOCALTIME", SqlSyntax.FUNCTION_ID, DataType.time(0)));

    private final SqlSyntax syntax;
    private final DataType type;

    private EpochFunction(String name, SqlSyntax syntax, DataType nullable) {
        super(
                name,
                SqlKind.OTHER_FUNCTION,
                binding -> RelTypes.of(nullable.withNullable(false), binding.getTypeFactory()),
                null,
                OperandTypes.NILADIC,
                SqlFunctionCategory.SYSTEM);
        this.syntax = syntax;
        this.type = nullable.withNullable(false);
    }

    /** The type that the epoch's time, a TIMESTAMP_LTZ, is brought to in the session's time zone. */
    public DataType type() {
        return type;
    }

    @Override
    public SqlSyntax getSyntax() {
        return syntax;
    }

    @Override
    public boolean isDynamicFunction() {
        return true;
    }
}
