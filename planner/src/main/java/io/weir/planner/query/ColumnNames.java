// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Gives the columns of a result the case of the table's definition, in whatever case the query names them. */
final class ColumnNames {
    private ColumnNames() {}

    /**
     * The names of a query's columns.
     *
     * @param validated the query, in which the validator has put the full name of each column
     * @param names as the validator has them: as written
     */
    static List<String> of(SqlNode validated, List<String> names) {
        SqlNode query = innermost(validated);
        if (!(query instanceof SqlSelect select) || select.getSelectList().size() != names.size()) {
            return names;
        }
        List<String> result = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            result.add(name(select.getSelectList().get(i), names.get(i)));
        }
        return result;
    }

    private static SqlNode innermost(SqlNode query) {
        if (query instanceof SqlOrderBy order) {
            return innermost(order.query);
        } else if (query instanceof SqlWith with) {
            return innermost(with.body);
        } else if (query.getKind() == SqlKind.UNION) {
            return innermost(((SqlCall) query).operand(0));
        }
        return query;
    }

    /** An alias without a place is the validator's: it keeps the name as written beside the full one. */
    private static String name(SqlNode item, String written) {
        if (item.getKind() != SqlKind.AS
                || !(((SqlCall) item).operand(0) instanceof SqlIdentifier column)
                || !((SqlCall) item).operand(1).getParserPosition().equals(SqlParserPos.ZERO)) {
            return written;
        }
        String defined = column.names.get(column.names.size() - 1);
        return defined.equalsIgnoreCase(written) ? defined : written;
    }
}
