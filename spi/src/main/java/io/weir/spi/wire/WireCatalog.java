// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.wire;

import io.weir.spi.session.Metadata;
import io.weir.spi.session.Prepared;
import io.weir.spi.session.ScriptStatement;
import io.weir.spi.session.StatementKind;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is known of statements, tables and functions, as bytes. */
public final class WireCatalog {
    private WireCatalog() {}

    public static void write(Prepared prepared, WireOutput out) {
        out.oneByte(prepared.kind().ordinal());
        out.length(prepared.parameters().size());
        prepared.parameters().forEach(type -> WireTypes.write(type, out));
        out.flag(prepared.result().isPresent());
        prepared.result().ifPresent(schema -> WireTypes.write(schema, out));
    }

    public static Prepared readPrepared(String sql, WireInput in) {
        StatementKind kind = in.member(StatementKind.class);
        int count = in.count();
        List<DataType> parameters = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            parameters.add(WireTypes.read(in));
        }
        Optional<Schema> result = in.flag() ? Optional.of(WireTypes.readSchema(in)) : Optional.empty();
        return new Prepared(sql, kind, parameters, result);
    }

    public static void writeStatements(List<ScriptStatement> statements, WireOutput out) {
        out.length(statements.size());
        for (ScriptStatement statement : statements) {
            out.text(statement.sql());
            out.fourBytes(statement.line());
            out.fourBytes(statement.column());
        }
    }

    public static List<ScriptStatement> readStatements(WireInput in) {
        int count = in.count();
        List<ScriptStatement> statements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            statements.add(new ScriptStatement(in.text(), in.fourBytes(), in.fourBytes()));
        }
        return statements;
    }

    public static void writeTables(List<Metadata.Table> tables, WireOutput out) {
        out.length(tables.size());
        for (Metadata.Table table : tables) {
            out.text(table.name());
            out.text(table.kind());
            WireTypes.write(table.schema(), out);
            out.texts(table.primaryKey());
            out.text(table.comment());
            out.texts(table.columnComments());
        }
    }

    public static List<Metadata.Table> readTables(WireInput in) {
        int count = in.count();
        List<Metadata.Table> tables = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tables.add(new Metadata.Table(
                    in.text(), in.text(), WireTypes.readSchema(in), in.texts(), in.text(), in.texts()));
        }
        return tables;
    }

    public static void writeFunctions(List<Metadata.Function> functions, WireOutput out) {
        out.length(functions.size());
        for (Metadata.Function function : functions) {
            out.text(function.name());
            out.texts(function.signatures());
            out.text(function.doc());
        }
    }

    public static List<Metadata.Function> readFunctions(WireInput in) {
        int count = in.count();
        List<Metadata.Function> functions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            functions.add(new Metadata.Function(in.text(), in.texts(), in.text()));
        }
        return functions;
    }
}
