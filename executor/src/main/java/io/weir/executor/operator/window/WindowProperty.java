// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.window;

import io.weir.plan.WindowSpec;
import io.weir.spi.type.DataType;
import io.weir.spi.type.TypeKind;

/** A column that a window function adds: an instant when it is a TIMESTAMP_LTZ, else the time on the timeline. */
public final class WindowProperty {
    private final WindowSpec.Property property;
    private final boolean instant;
    private final Windows windows;
    private final Timeline timeline;

    public WindowProperty(WindowSpec.Property property, DataType type, Windows windows, Timeline timeline) {
        this.property = property;
        this.windows = windows;
        this.timeline = timeline;
        instant = type.kind() == TypeKind.TIMESTAMP_LTZ;
    }

    /** The property of the window with this end. */
    public long of(long end) {
        return switch (property) {
            case START -> instant ? timeline.instantOfStart(windows.start(end)) : windows.start(end);
            case END -> instant ? timeline.instantOfEnd(end) : end;
            case TIME -> (instant ? timeline.instantOfEnd(end) : end) - 1;
        };
    }

    /** The property of the window of each row. */
    long[] of(long[] ends, int count) {
        long[] values = new long[count];
        long end = 0;
        long value = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || ends[i] != end) {
                end = ends[i];
                value = of(end);
            }
            values[i] = value;
        }
        return values;
    }
}
