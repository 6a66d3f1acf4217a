// SPDX-License-Identifier: Apache-2.0
package io.weir.shell;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The columns of a table for people: how wide they are and how a row is laid out in them.
 *
 * <p>Numbers stand right, the rest left. Columns grow with the rows that are {@linkplain #fit fitted}. Where the room is
 * limited the widest columns give way first, and what does not fit is cut and ends with a mark.
 */
public final class TableLayout {
    /** No limit. */
    public static final int ENDLESS = Integer.MAX_VALUE;

    private static final int MAX_WIDTH = 60;
    private static final int MIN_WIDTH = 8;

    private final List<String> names;
    private final boolean[] right;
    private final ToIntFunction<String> width;
    private final String mark;
    private final int[] wanted;
    private int room;
    private int[] widths;

    /**
     * @param right which columns stand right
     * @param room the characters a line may take, or {@link #ENDLESS}
     * @param width how many characters wide a text is shown
     * @param mark what a text that was cut ends with, one character wide
     */
    public TableLayout(List<String> names, boolean[] right, int room, ToIntFunction<String> width, String mark) {
        this.names = names;
        this.right = right;
        this.room = room;
        this.width = width;
        this.mark = mark;
        this.wanted = names.stream().mapToInt(width).toArray();
        this.widths = wanted.clone();
        share();
    }

    /** Makes the columns wide enough for a row. */
    public void fit(List<String> row) {
        boolean grown = false;
        for (int i = 0; i < wanted.length; i++) {
            int needed = Math.min(width.applyAsInt(row.get(i)), MAX_WIDTH);
            if (needed > wanted[i]) {
                wanted[i] = needed;
                grown = true;
            }
        }
        if (grown) {
            share();
        }
    }

    /** Lays out for lines of another length from now on. */
    public void room(int characters) {
        room = characters;
        share();
    }

    public String header() {
        return line(names, new boolean[names.size()]);
    }

    public String rule() {
        StringBuilder rule = new StringBuilder();
        for (int each : widths) {
            rule.append(rule.length() == 0 ? "-" : "+-").append("-".repeat(each + 1));
        }
        return rule.length() > room ? rule.substring(0, room) : rule.toString();
    }

    public String row(List<String> row) {
        return line(row, right);
    }

    /** Gives each column what it wants, or, where that is too much, no column more than some width that fits. */
    private void share() {
        widths = wanted.clone();
        if (room == ENDLESS || total(room) <= room) {
            return;
        }
        int low = MIN_WIDTH;
        int high = room;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (total(middle) <= room) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.min(wanted[i], low);
        }
    }

    private long total(int most) {
        return Arrays.stream(wanted)
                        .mapToLong(each -> Math.min(each, most) + 3L)
                        .sum()
                - 1;
    }

    private String line(List<String> values, boolean[] onTheRight) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String value = room == ENDLESS ? values.get(i) : cut(values.get(i), widths[i]);
            String padding = " ".repeat(Math.max(0, widths[i] - width.applyAsInt(value)));
            line.append(i == 0 ? " " : "| ")
                    .append(onTheRight[i] ? padding + value : value + padding)
                    .append(' ');
        }
        String text = line.toString().stripTrailing();
        return room == ENDLESS ? text : cut(text, room);
    }

    private String cut(String text, int limit) {
        if (width.applyAsInt(text) <= limit) {
            return text;
        }
        int end = 0;
        int taken = 0;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            int wide = width.applyAsInt(text.substring(end, next));
            if (taken + wide > limit - 1) {
                break;
            }
            taken += wide;
            end = next;
        }
        return text.substring(0, end) + mark;
    }
}
