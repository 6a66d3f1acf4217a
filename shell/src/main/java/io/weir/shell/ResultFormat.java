// SPDX-License-Identifier: Apache-2.0
package io.weir.shell;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A way of printing a result as its rows arrive. */
public interface ResultFormat {
    /** Prints rows until the result ends; what has been printed is flushed whenever the next row has to be waited for. */
    void print(ResultSet result, PrintStream out) throws SQLException;

    static ResultFormat named(String name) {
        return switch (name) {
            case "table" -> new TableFormat();
            case "csv" -> new CsvFormat();
            case "json" -> new JsonFormat();
            default -> throw new UsageException("there is no format \"" + name + "\": choose table, csv or json");
        };
    }
}
