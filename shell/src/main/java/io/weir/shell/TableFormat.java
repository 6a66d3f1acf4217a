// SPDX-License-Identifier: Apache-2.0
package io.weir.shell;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Rows in columns for people, and at the end their count. */
final class TableFormat implements ResultFormat {
    @Override
    public void print(ResultSet result, PrintStream out) throws SQLException {
        TableLayout layout = RowTable.layout(result, TableLayout.ENDLESS, String::length, "");
        RowTable table = new RowTable(result, layout, TableFormat::oneLine, out::println, out::flush);
        table.print();
        out.println("(" + table.rows() + (table.rows() == 1 ? " row)" : " rows)"));
        out.flush();
    }

    private static String oneLine(String text) {
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0
                ? text
                : text.replace("\r", "\\r").replace("\n", "\\n");
    }
}
