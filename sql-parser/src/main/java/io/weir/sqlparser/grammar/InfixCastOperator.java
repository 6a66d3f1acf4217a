// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.grammar;

import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.checkerframework.checker.nullness.qual.Nullable;

/** {@code x::type} while its precedence is being settled; the call it makes is a plain CAST. */
final class InfixCastOperator extends SqlBinaryOperator {
    static final InfixCastOperator INSTANCE = new InfixCastOperator();

    /** Binds closer than a sign: {@code -1::INT} is {@code -(1::INT)}, as in PostgreSQL. */
    private static final int PRECEDENCE = 94;

    private InfixCastOperator() {
        super("::", SqlKind.CAST, PRECEDENCE, true, null, null, null);
    }

    @Override
    public SqlCall createCall(@Nullable SqlLiteral functionQualifier, SqlParserPos pos, @Nullable SqlNode... operands) {
        return SqlStdOperatorTable.CAST.createCall(functionQualifier, pos, operands);
    }
}
