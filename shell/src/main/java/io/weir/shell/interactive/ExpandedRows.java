// SPDX-License-Identifier: Apache-2.0
package io.weir.shell.interactive;

import io.weir.shell.Pending;
import io.weir.shell.RowTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A result with a line for each value: for rows that are wider than the screen. */
final class ExpandedRows {
    private final Screen screen;
    private final ResultSet result;
    private long rows;

    ExpandedRows(Screen screen, ResultSet result) {
        this.screen = screen;
        this.result = result;
    }

    /** Prints to the end of the result. */
    void print(Runnable beforeRow) throws SQLException {
        List<String> names = new ArrayList<>();
        int widest = 0;
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            String name = Screen.printable(result.getMetaData().getColumnLabel(i));
            names.add(name);
            widest = Math.max(widest, Screen.widthOf(name));
        }
        Pending pending = new Pending(result, screen::flush);
        while (pending.next()) {
            beforeRow.run();
            rows++;
            screen.line("- row " + rows + " " + "-".repeat(Math.max(3, widest)), Screen.FAINT);
            List<String> row = RowTable.texts(result, Screen::printable, names.size());
            for (int i = 0; i < row.size(); i++) {
                String name = names.get(i);
                screen.line(name + " ".repeat(widest - Screen.widthOf(name)) + " | " + row.get(i));
            }
        }
    }

    long rows() {
        return rows;
    }
}
