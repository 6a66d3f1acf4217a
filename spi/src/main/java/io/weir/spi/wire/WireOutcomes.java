// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.wire;

import io.weir.spi.session.Cursor;
import io.weir.spi.session.Outcome;
import io.weir.spi.type.Schema;
import java.util.List;

/** What statements came to, as bytes; the rows of a result follow as {@link WireFrames}. */
public final class WireOutcomes {
    private enum Tag {
        ROWS,
        COUNT,
        DONE,
        STARTED
    }

    /** Makes the cursor of a result that begins. */
    public interface Opening {
        Cursor open(Schema schema, boolean changing);
    }

    private WireOutcomes() {}

    public static void write(Outcome outcome, WireOutput out) {
        if (outcome instanceof Outcome.Rows rows) {
            begin(Tag.ROWS, outcome, out);
            out.flag(rows.cursor().changing());
            WireTypes.write(rows.cursor().schema(), out);
        } else if (outcome instanceof Outcome.Count count) {
            begin(Tag.COUNT, outcome, out);
            out.eightBytes(count.rows());
        } else if (outcome instanceof Outcome.Done) {
            begin(Tag.DONE, outcome, out);
        } else if (outcome instanceof Outcome.Started started) {
            begin(Tag.STARTED, outcome, out);
            out.text(started.jobId());
        } else {
            throw new IllegalStateException(outcome.getClass().getName());
        }
    }

    private static void begin(Tag tag, Outcome outcome, WireOutput out) {
        out.oneByte(tag.ordinal());
        out.texts(outcome.warnings());
    }

    public static Outcome read(WireInput in, Opening opening) {
        Tag tag = in.member(Tag.class);
        List<String> warnings = in.texts();
        return switch (tag) {
            case ROWS -> {
                boolean changing = in.flag();
                yield new Outcome.Rows(opening.open(WireTypes.readSchema(in), changing), warnings);
            }
            case COUNT -> new Outcome.Count(in.eightBytes(), warnings);
            case DONE -> new Outcome.Done(warnings);
            case STARTED -> new Outcome.Started(in.text(), warnings);
        };
    }
}
