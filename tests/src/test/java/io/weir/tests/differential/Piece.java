// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query, or something that can stand in FROM, and the columns that can be named.
 *
 * @param sql with the marks of a {@link Draft}
 * @param schema a column that no other may look at, since doubles in it are not exact, has the type NULL
 * @param time the column that is an event time, if there is one
 */
record Piece(String sql, Schema schema, @Nullable String time) {
    Piece(String sql, List<Field> columns) {
        this(sql, new Schema(columns), null);
    }

    Piece withTime(@Nullable String column) {
        return new Piece(sql, schema, column);
    }

    /** A query as an item of FROM, its columns named with the alias. */
    Piece as(String alias) {
        return item("(" + sql + ")", alias);
    }

    /** A table as an item of FROM. */
    static Piece table(RandomTable table, String alias) {
        return new Piece(table.name(), table.schema(), "ts").item(table.name(), alias);
    }

    private Piece item(String text, String alias) {
        List<Field> columns = new ArrayList<>();
        schema.columns().forEach(c -> columns.add(new Field(alias + "." + c.name(), c.type())));
        return new Piece(text + " AS " + alias, new Schema(columns), time == null ? null : alias + "." + time);
    }
}
