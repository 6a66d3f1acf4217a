// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import io.weir.spi.error.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a name at some place in a query could mean.
 *
 * @param table the table they are of, when there is just one and it has a name
 */
record VisibleColumns(Optional<String> table, List<String> names) {
    private static final VisibleColumns NONE = new VisibleColumns(Optional.empty(), List.of());

    static VisibleColumns at(WeirValidator validator, SqlNode query, @Nullable SourceSpan span) {
        SqlSelect select = span == null ? null : innermost(query, span);
        SqlNode from = select == null ? null : select.getFrom();
        if (from == null) {
            return NONE;
        }
        List<String> names = new ArrayList<>();
        addColumns(validator, from, names);
        return new VisibleColumns(name(from), names);
    }

    private static Optional<String> name(SqlNode from) {
        SqlNode table = from.getKind() == SqlKind.AS ? ((SqlCall) from).operand(0) : from;
        return table instanceof SqlIdentifier id ? Optional.of(id.names.get(id.names.size() - 1)) : Optional.empty();
    }

    private static void addColumns(WeirValidator validator, SqlNode from, List<String> names) {
        if (from instanceof SqlJoin join) {
            addColumns(validator, join.getLeft(), names);
            addColumns(validator, join.getRight(), names);
            return;
        }
        SqlValidatorNamespace namespace = validator.getNamespace(from);
        if (namespace != null) {
            try {
                names.addAll(namespace.getRowType().getFieldNames());
            } catch (RuntimeException e) {
                // the FROM clause itself is wrong; then no columns are known
                names.clear();
            }
        }
    }

    private static @Nullable SqlSelect innermost(SqlNode query, SourceSpan span) {
        SqlSelect[] found = new SqlSelect[1];
        query.accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
                if (call instanceof SqlSelect select && contains(select.getParserPosition(), span)) {
                    found[0] = select;
                }
                return super.visit(call);
            }
        });
        return found[0];
    }

    private static boolean contains(SqlParserPos outer, SourceSpan inner) {
        boolean begins = outer.getLineNum() < inner.line()
                || (outer.getLineNum() == inner.line() && outer.getColumnNum() <= inner.column());
        boolean ends = outer.getEndLineNum() > inner.endLine()
                || (outer.getEndLineNum() == inner.endLine() && outer.getEndColumnNum() >= inner.endColumn());
        return begins && ends;
    }
}
