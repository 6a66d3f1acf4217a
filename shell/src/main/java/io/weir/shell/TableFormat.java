// SPDX-License-Identifier: Apache-2.0
package io.weir.shell;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows in columns for people.
 *
 * <p>The rows that are there at once decide how wide the columns are; later rows keep to that, and a longer value makes its
 * column wider from then on. Numbers stand right, names left. At the end comes the count of rows.
 */
final class TableFormat implements ResultFormat {
    private static final int MAX_WIDTH = 60;
    private static final int LOOK_AHEAD = 1_000;

    @Override
    public void print(ResultSet result, PrintStream out) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        int count = columns.getColumnCount();
        String[] names = new String[count];
        boolean[] right = new boolean[count];
        int[] widths = new int[count];
        for (int i = 0; i < count; i++) {
            names[i] = columns.getColumnLabel(i + 1);
            right[i] = columns.isSigned(i + 1);
            widths[i] = names[i].length();
        }
        Pending pending = new Pending(result, out);
        List<String[]> waiting = new ArrayList<>();
        boolean header = false;
        long rows = 0;
        boolean more = true;
        while (more) {
            boolean buffered = pending.hasBuffered();
            if (!waiting.isEmpty() && (!buffered || waiting.size() >= LOOK_AHEAD)) {
                flush(out, names, right, widths, waiting, !header);
                header = true;
                waiting.clear();
            }
            more = pending.next();
            if (more) {
                String[] row = new String[count];
                for (int i = 0; i < count; i++) {
                    String text = result.getString(i + 1);
                    row[i] = text == null ? "NULL" : oneLine(text);
                    widths[i] = Math.max(widths[i], Math.min(row[i].length(), MAX_WIDTH));
                }
                waiting.add(row);
                rows++;
            }
        }
        flush(out, names, right, widths, waiting, !header);
        out.println("(" + rows + (rows == 1 ? " row)" : " rows)"));
        out.flush();
    }

    private static String oneLine(String text) {
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0
                ? text
                : text.replace("\r", "\\r").replace("\n", "\\n");
    }

    private static void flush(
            PrintStream out, String[] names, boolean[] right, int[] widths, List<String[]> rows, boolean header) {
        if (header) {
            line(out, names, new boolean[names.length], widths);
            StringBuilder rule = new StringBuilder();
            for (int width : widths) {
                rule.append(rule.length() == 0 ? "-" : "+-").append("-".repeat(width + 1));
            }
            out.println(rule.toString());
        }
        for (String[] row : rows) {
            line(out, row, right, widths);
        }
    }

    private static void line(PrintStream out, String[] values, boolean[] right, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            String padding = " ".repeat(Math.max(0, widths[i] - values[i].length()));
            line.append(i == 0 ? " " : "| ")
                    .append(right[i] ? padding + values[i] : values[i] + padding)
                    .append(' ');
        }
        out.println(line.toString().stripTrailing());
    }
}
