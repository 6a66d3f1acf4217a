// SPDX-License-Identifier: Apache-2.0
package io.weir.shell;

import java.io.PrintStream;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Types;
import java.util.Map;

/** One JSON object per line; numbers as numbers, everything without a JSON form as text. */
final class JsonFormat implements ResultFormat {
    @Override
    public void print(ResultSet result, PrintStream out) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        int count = columns.getColumnCount();
        String[] names = new String[count];
        boolean[] plain = new boolean[count];
        for (int i = 0; i < count; i++) {
            StringBuilder name = new StringBuilder();
            text(name, columns.getColumnLabel(i + 1));
            names[i] = name.append(':').toString();
            plain[i] = switch (columns.getColumnType(i + 1)) {
                case Types.ARRAY, Types.STRUCT, Types.JAVA_OBJECT -> false;
                default -> true;
            };
        }
        StringBuilder line = new StringBuilder();
        Pending pending = new Pending(result, out::flush);
        while (pending.next()) {
            line.setLength(0);
            line.append('{');
            for (int i = 0; i < count; i++) {
                line.append(i == 0 ? "" : ",").append(names[i]);
                if (plain[i]) {
                    scalar(line, result.getObject(i + 1), result, i + 1);
                } else {
                    value(line, result.getObject(i + 1));
                }
            }
            out.print(line.append("}\n"));
        }
        out.flush();
    }

    private static void scalar(StringBuilder line, Object value, ResultSet result, int column) throws SQLException {
        if (value == null || value instanceof Boolean || isFinite(value)) {
            line.append(value);
        } else {
            text(line, result.getString(column));
        }
    }

    private static boolean isFinite(Object value) {
        return value instanceof Number number
                && !Double.isNaN(number.doubleValue())
                && !(value instanceof Double d && d.isInfinite())
                && !(value instanceof Float f && f.isInfinite());
    }

    private static void value(StringBuilder line, Object value) throws SQLException {
        if (value == null || value instanceof Boolean || isFinite(value)) {
            line.append(value);
        } else if (value instanceof Array array) {
            list(line, (Object[]) array.getArray());
        } else if (value instanceof Struct struct) {
            list(line, struct.getAttributes());
        } else if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                line.append(separator);
                text(line, String.valueOf(entry.getKey()));
                line.append(':');
                value(line, entry.getValue());
                separator = ",";
            }
            line.append(map.isEmpty() ? "{}" : "}");
        } else {
            text(line, value.toString());
        }
    }

    private static void list(StringBuilder line, Object[] values) throws SQLException {
        line.append('[');
        for (int i = 0; i < values.length; i++) {
            line.append(i == 0 ? "" : ",");
            value(line, values[i]);
        }
        line.append(']');
    }

    static void text(StringBuilder line, String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> line.append("\\\"");
                case '\\' -> line.append("\\\\");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (c < 0x20) {
                        line.append(String.format("\\u%04x", (int) c));
                    } else {
                        line.append(c);
                    }
                }
            }
        }
        line.append('"');
    }
}
