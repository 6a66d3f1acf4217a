// SPDX-License-Identifier: Apache-2.0
package io.weir.shell;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/**
 * A result as a table that is printed while its rows arrive.
 *
 * <p>The rows that are there at once decide how wide the columns are; later rows keep to that, and a longer value makes its
 * column wider from then on.
 */
public final class RowTable {
    private static final int LOOK_AHEAD = 1_000;

    private final Pending pending;
    private final ResultSet result;
    private final UnaryOperator<String> shown;
    private final TableLayout layout;
    private final Consumer<String> lines;
    private final List<List<String>> waiting = new ArrayList<>();
    private boolean header;
    private long rows;

    /**
     * @param layout made for the names of the columns
     * @param shown how a value that is not NULL is written within a line
     * @param lines takes the lines
     * @param flush called before a wait for more rows
     */
    public RowTable(
            ResultSet result, TableLayout layout, UnaryOperator<String> shown, Consumer<String> lines, Runnable flush)
            throws SQLException {
        this.result = result;
        this.pending = new Pending(result, flush);
        this.shown = shown;
        this.layout = layout;
        this.lines = lines;
    }

    /** The layout for the columns of a result. */
    public static TableLayout layout(ResultSet result, int room, ToIntFunction<String> width, String mark)
            throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        List<String> names = new ArrayList<>();
        boolean[] right = new boolean[columns.getColumnCount()];
        for (int i = 0; i < right.length; i++) {
            names.add(columns.getColumnLabel(i + 1));
            right[i] = columns.isSigned(i + 1);
        }
        return new TableLayout(names, right, room, width, mark);
    }

    /** The texts of the present row. */
    public static List<String> texts(ResultSet result, UnaryOperator<String> shown, int columns) throws SQLException {
        List<String> row = new ArrayList<>(columns);
        for (int i = 0; i < columns; i++) {
            String text = result.getString(i + 1);
            row.add(text == null ? "NULL" : shown.apply(text));
        }
        return row;
    }

    /** Prints to the end of the result. */
    public void print() throws SQLException {
        int count = result.getMetaData().getColumnCount();
        boolean more = true;
        while (more) {
            if (!waiting.isEmpty() && (!pending.hasBuffered() || waiting.size() >= LOOK_AHEAD)) {
                printWaiting();
            }
            more = pending.next();
            if (more) {
                List<String> row = texts(result, shown, count);
                layout.fit(row);
                waiting.add(row);
                rows++;
            }
        }
        printWaiting();
    }

    /** The rows taken so far. */
    public long rows() {
        return rows;
    }

    private void printWaiting() {
        if (!header) {
            lines.accept(layout.header());
            lines.accept(layout.rule());
            header = true;
        }
        for (List<String> row : waiting) {
            lines.accept(layout.row(row));
        }
        waiting.clear();
    }
}
