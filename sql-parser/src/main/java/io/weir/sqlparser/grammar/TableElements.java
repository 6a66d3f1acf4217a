// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.grammar;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.Nearest;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.sqlparser.statement.Column;
import io.weir.sqlparser.statement.CreateTable;
import io.weir.sqlparser.statement.Identifier;
import io.weir.sqlparser.statement.ObjectName;
import io.weir.sqlparser.statement.OptionSetting;
import io.weir.sqlparser.statement.PrimaryKey;
import io.weir.sqlparser.statement.SqlText;
import io.weir.sqlparser.statement.TypeName;
import io.weir.sqlparser.statement.Watermark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers the columns and constraints between the parentheses of CREATE TABLE. */
final class TableElements {
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private @Nullable Column last;
    private @Nullable PrimaryKey primaryKey;
    private @Nullable Watermark watermark;

    void column(Identifier name, TypeName type) {
        add(new Column.Physical(name, type, null));
    }

    void computed(Identifier name, SqlText expression) {
        add(new Column.Computed(name, expression, null));
    }

    private void add(Column column) {
        if (columns.putIfAbsent(column.name().key(), column) != null) {
            throw SqlException.report(ErrorCode.DUPLICATE_COLUMN)
                    .says("column \"%s\" is given twice", column.name())
                    .at(column.name().span())
                    .toException();
        }
        last = column;
    }

    private void replaceLast(Column column) {
        columns.put(column.name().key(), column);
        last = column;
    }

    /** The last column is of this nullability. */
    void nullable(boolean nullable) {
        if (last instanceof Column.Physical column) {
            replaceLast(new Column.Physical(column.name(), nullable(column.type(), nullable), column.comment()));
        } else if (last instanceof Column.Metadata column) {
            replaceLast(new Column.Metadata(
                    column.name(),
                    nullable(column.type(), nullable),
                    column.key(),
                    column.virtual(),
                    column.comment()));
        }
    }

    private static TypeName nullable(TypeName type, boolean nullable) {
        return new TypeName(type.type().withNullable(nullable), type.span());
    }

    /** The last column comes from metadata. */
    void metadata(@Nullable String key, boolean virtual, SourceSpan span) {
        if (!(last instanceof Column.Physical column)) {
            throw SqlException.report(ErrorCode.SYNTAX)
                    .says("METADATA is given twice")
                    .at(span)
                    .toException();
        }
        replaceLast(new Column.Metadata(column.name(), column.type(), key, virtual, column.comment()));
    }

    /** The last column has this comment. */
    void comment(String comment) {
        if (last instanceof Column.Physical column) {
            replaceLast(new Column.Physical(column.name(), column.type(), comment));
        } else if (last instanceof Column.Metadata column) {
            replaceLast(new Column.Metadata(column.name(), column.type(), column.key(), column.virtual(), comment));
        } else if (last instanceof Column.Computed column) {
            replaceLast(new Column.Computed(column.name(), column.expression(), comment));
        }
    }

    /** The key is of these columns, or of the one it stands behind; exactly one of the two is given. */
    void primaryKey(
            @Nullable Identifier name,
            @Nullable Identifier column,
            @Nullable List<Identifier> listed,
            boolean enforced,
            SourceSpan span) {
        if (primaryKey != null) {
            throw SqlException.report(ErrorCode.INVALID_DEFINITION)
                    .says("a table can have only one primary key")
                    .at(span)
                    .toException();
        }
        if ((column == null) == (listed == null)) {
            throw SqlException.report(ErrorCode.SYNTAX)
                    .says(
                            listed == null
                                    ? "PRIMARY KEY needs the names of its columns in parentheses"
                                    : "PRIMARY KEY behind a column cannot name others")
                    .at(span)
                    .hint("Write PRIMARY KEY (a, b) NOT ENFORCED as an element of its own.")
                    .toException();
        }
        primaryKey = new PrimaryKey(name, listed == null ? List.of(column) : listed, enforced, span);
    }

    void watermark(List<Identifier> column, SqlText expression, SourceSpan span) {
        if (watermark != null) {
            throw SqlException.report(ErrorCode.INVALID_DEFINITION)
                    .says("a table can have only one watermark")
                    .at(span)
                    .toException();
        }
        watermark = new Watermark(column, expression, span);
    }

    CreateTable table(
            ObjectName name,
            boolean temporary,
            boolean ifNotExists,
            @Nullable String comment,
            List<Identifier> partitionedBy,
            List<OptionSetting> options) {
        if (columns.isEmpty()) {
            throw SqlException.report(ErrorCode.INVALID_DEFINITION)
                    .says("table \"%s\" has no columns", name)
                    .at(name.span())
                    .toException();
        }
        if (primaryKey != null) {
            checkNames(primaryKey.columns());
        }
        checkNames(partitionedBy);
        if (watermark != null) {
            checkName(watermark.column().get(0));
        }
        return new CreateTable(
                name,
                temporary,
                ifNotExists,
                new ArrayList<>(columns.values()),
                primaryKey,
                watermark,
                comment,
                partitionedBy,
                options);
    }

    private void checkNames(List<Identifier> names) {
        for (int i = 0; i < names.size(); i++) {
            Identifier name = names.get(i);
            checkName(name);
            if (names.subList(0, i).stream().anyMatch(name::matches)) {
                throw SqlException.report(ErrorCode.DUPLICATE_COLUMN)
                        .says("column \"%s\" is given twice", name)
                        .at(name.span())
                        .toException();
            }
        }
    }

    private void checkName(Identifier name) {
        if (!columns.containsKey(name.key())) {
            List<String> known = columns.values().stream()
                    .map(column -> column.name().name())
                    .toList();
            throw SqlException.report(ErrorCode.COLUMN_NOT_FOUND)
                    .says("column \"%s\" does not exist", name)
                    .at(name.span())
                    .hint(Nearest.hint(
                            name.name(), known, "The table has the columns " + String.join(", ", known) + "."))
                    .toException();
        }
    }
}
