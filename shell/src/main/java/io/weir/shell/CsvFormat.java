// SPDX-License-Identifier: Apache-2.0
package io.weir.shell;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/** Comma-separated lines after a line of names (RFC 4180); NULL is an empty field, an empty text is quoted. */
final class CsvFormat implements ResultFormat {
    @Override
    public void print(ResultSet result, PrintStream out) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        StringBuilder line = new StringBuilder();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            field(line, columns.getColumnLabel(i), i);
        }
        out.print(line.append('\n'));
        Pending pending = new Pending(result, out::flush);
        while (pending.next()) {
            line.setLength(0);
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                field(line, result.getString(i), i);
            }
            out.print(line.append('\n'));
        }
        out.flush();
    }

    private static void field(StringBuilder line, String text, int index) {
        if (index > 1) {
            line.append(',');
        }
        if (text == null) {
            return;
        }
        boolean quote = text.isEmpty();
        for (int i = 0; i < text.length() && !quote; i++) {
            char c = text.charAt(i);
            quote = c == ',' || c == '"' || c == '\n' || c == '\r';
        }
        if (quote) {
            line.append('"').append(text.replace("\"", "\"\"")).append('"');
        } else {
            line.append(text);
        }
    }
}
