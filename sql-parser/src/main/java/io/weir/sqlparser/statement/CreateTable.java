// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code CREATE TABLE}. Column names differ without regard to case, and those of the key, of the partitions and of the
 * watermark are among them.
 */
public record CreateTable(
        ObjectName name,
        boolean temporary,
        boolean ifNotExists,
        List<Column> columns,
        @Nullable PrimaryKey primaryKey,
        @Nullable Watermark watermark,
        @Nullable String comment,
        List<Identifier> partitionedBy,
        List<OptionSetting> options)
        implements Statement {
    public CreateTable {
        columns = List.copyOf(columns);
        partitionedBy = List.copyOf(partitionedBy);
        options = List.copyOf(options);
    }

    /** The option of that name, which is compared as it stands. */
    public Optional<OptionSetting> option(String key) {
        return options.stream().filter(option -> option.name().equals(key)).findFirst();
    }

    /** The statement in its plain form, which parses to an equal one. */
    @Override
    public String toSql() {
        List<String> elements = new ArrayList<>();
        columns.forEach(column -> elements.add(column.toSql()));
        Stream.ofNullable(watermark).map(Watermark::toSql).forEach(elements::add);
        Stream.ofNullable(primaryKey).map(PrimaryKey::toSql).forEach(elements::add);
        StringBuilder sql = new StringBuilder("CREATE ")
                .append(temporary ? "TEMPORARY " : "")
                .append("TABLE ")
                .append(ifNotExists ? "IF NOT EXISTS " : "")
                .append(name.toSql())
                .append(lines(elements));
        if (comment != null) {
            sql.append("\nCOMMENT ").append(OptionSetting.quote(comment));
        }
        if (!partitionedBy.isEmpty()) {
            sql.append("\nPARTITIONED BY ").append(PrimaryKey.listSql(partitionedBy));
        }
        if (!options.isEmpty()) {
            sql.append("\nWITH")
                    .append(lines(options.stream().map(OptionSetting::toSql).toList()));
        }
        return sql.toString();
    }

    private static String lines(List<String> elements) {
        return elements.stream().collect(Collectors.joining(",\n  ", " (\n  ", "\n)"));
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
