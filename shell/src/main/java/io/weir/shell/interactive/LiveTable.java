// SPDX-License-Identifier: Apache-2.0
package io.weir.shell.interactive;

import io.weir.jdbc.WeirResultSet;
import io.weir.shell.RowTable;
import io.weir.shell.TableLayout;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jspecify.annotations.Nullable;

/**
 * A changing result as a table that is updated in place, with a line below that says how it goes.
 *
 * <p>One thread takes the rows, another ticks. What is shown is the answer at the end of an epoch, or, where epochs are not
 * told or one takes longer than a second to arrive, what has come so far.
 */
final class LiveTable {
    static final int MOST_ROWS = 100_000;

    private static final long REPAINT_NANOS = 100_000_000;
    private static final long IMPATIENT_NANOS = 1_000_000_000;
    private static final long RATE_NANOS = 1_000_000_000;

    /** The lines around the rows: header, rule, status, and one for the cursor when it is over. */
    private static final int OTHER_LINES = 4;

    private final Screen screen;
    private final ResultSet result;
    private final @Nullable WeirResultSet weir;
    private final Stopwatch watch;
    private final TableLayout layout;
    private final Display display;
    private final FoldedRows folded = new FoldedRows(MOST_ROWS);
    private final int columns;

    private List<List<String>> shown = List.of();
    private boolean stale;
    private boolean exact = true;
    private long shownAt;
    private long epoch = -1;
    private long watermark = Long.MIN_VALUE;
    private long rate;
    private long rateAt;
    private long rateChanges;
    private int width;
    private int height;
    private boolean over;

    LiveTable(Screen screen, ResultSet result, Stopwatch watch) throws SQLException {
        this.screen = screen;
        this.result = result;
        this.watch = watch;
        this.weir = result.isWrapperFor(WeirResultSet.class) ? result.unwrap(WeirResultSet.class) : null;
        this.columns = result.getMetaData().getColumnCount();
        this.width = screen.width();
        this.height = screen.height();
        this.layout = withoutOp(result, width, screen.cutMark());
        this.display = new Display(screen.terminal(), false);
        display.resize(height, width);
        this.rateAt = watch.nanos();
    }

    private static TableLayout withoutOp(ResultSet result, int width, String mark) throws SQLException {
        List<String> names = new ArrayList<>();
        boolean[] right = new boolean[result.getMetaData().getColumnCount() - 1];
        for (int i = 0; i < right.length; i++) {
            names.add(Screen.printable(result.getMetaData().getColumnLabel(i + 2)));
            right[i] = result.getMetaData().isSigned(i + 2);
        }
        return new TableLayout(names, right, width, Screen::widthOf, mark);
    }

    /** Whether the rows of a result say how they change it. */
    static boolean isFor(ResultSet result) throws SQLException {
        return result.isWrapperFor(WeirResultSet.class)
                ? result.unwrap(WeirResultSet.class).isChanging()
                : result.getMetaData().getColumnLabel(1).equals("op");
    }

    /** Takes all rows; returns when the result ends and fails as it does. */
    void take() throws SQLException {
        while (result.next()) {
            take(RowTable.texts(result, Screen::printable, columns));
        }
    }

    private synchronized void take(List<String> row) {
        folded.apply(row.get(0), row.subList(1, columns));
        if (weir != null) {
            epoch = weir.epoch();
            watermark = weir.watermark();
        }
        exact = weir == null ? !row.get(0).equals("-U") : weir.isEpochComplete();
        stale = true;
        if (exact && watch.nanos() - shownAt >= REPAINT_NANOS) {
            look();
            paint();
        }
    }

    /** Shows what there is and how time goes on. */
    synchronized void tick() {
        if (over) {
            return;
        }
        long now = watch.nanos();
        if (now - rateAt >= RATE_NANOS) {
            rate = Math.round((folded.changes() - rateChanges) * 1e9 / (now - rateAt));
            rateAt = now;
            rateChanges = folded.changes();
        }
        if (stale && (exact || now - shownAt >= IMPATIENT_NANOS)) {
            look();
        }
        paint();
    }

    private void look() {
        shown = folded.newest(Math.max(1, screen.height() - OTHER_LINES));
        shown.forEach(layout::fit);
        stale = false;
        shownAt = watch.nanos();
    }

    private List<AttributedString> table() {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(new AttributedString(layout.header(), Screen.STRONG));
        lines.add(new AttributedString(layout.rule()));
        for (List<String> row : shown) {
            lines.add(new AttributedString(layout.row(row)));
        }
        return lines;
    }

    private void paint() {
        if (screen.width() != width || screen.height() != height) {
            width = screen.width();
            height = screen.height();
            layout.room(width);
            display.clear();
            display.resize(height, width);
            look();
        }
        List<AttributedString> lines = table();
        lines.add(new AttributedString(status(), Screen.FAINT).columnSubSequence(0, width - 1));
        update(lines, -1);
    }

    private void update(List<AttributedString> lines, int cursor) {
        List<AttributedString> cut = screen.isStyled()
                ? lines
                : lines.stream()
                        .map(line -> new AttributedString(line.toString()))
                        .toList();
        display.update(cut, cursor);
        screen.flush();
    }

    private String status() {
        StringBuilder status = new StringBuilder();
        status.append(Stopwatch.count(folded.rows(), "row"));
        if (folded.rows() > shown.size()) {
            status.append(" (the newest ").append(shown.size()).append(')');
        }
        status.append(String.format(Locale.ROOT, " | %,d changes, %,d/s", folded.changes(), rate));
        if (epoch >= 0) {
            status.append(" | epoch ").append(epoch);
        }
        if (watermark != Long.MIN_VALUE && watermark != Long.MAX_VALUE) {
            status.append(" | watermark ").append(Instant.ofEpochMilli(Math.floorDiv(watermark, 1000L)));
        }
        return status.append(" | ")
                .append(watch.clock())
                .append(" | Ctrl-C ends it")
                .toString();
    }

    /** Leaves the last table on the screen; what follows stands below it. */
    synchronized void end() {
        if (over) {
            return;
        }
        over = true;
        look();
        List<AttributedString> lines = table();
        lines.add(AttributedString.EMPTY);
        update(lines, (lines.size() - 1) * (width + 1));
    }

    /** What the result came to. */
    synchronized String summary() {
        String rows = Stopwatch.count(folded.rows(), "row");
        String part = folded.rows() > shown.size() ? rows + ", the newest " + shown.size() + " shown," : rows;
        return part + " after " + Stopwatch.count(folded.changes(), "change");
    }
}
