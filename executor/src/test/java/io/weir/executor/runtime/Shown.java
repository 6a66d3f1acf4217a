// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.spi.type.Schema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads a result as text: one line per row with its kind, and the end of each epoch that has rows when asked. */
final class Shown {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ResultStream stream;
    private final Schema schema;

    Shown(ResultStream stream, Schema schema) {
        this.stream = stream;
        this.schema = schema;
    }

    /** All rows to the end. */
    List<String> toEnd() {
        List<String> lines = new ArrayList<>();
        while (!next(lines).last()) {
            // goes on
        }
        return lines;
    }

    /** So many rows at least. */
    List<String> rows(int count) {
        List<String> lines = new ArrayList<>();
        while (lines.size() < count) {
            next(lines);
        }
        return lines;
    }

    /** The rows of the next epoch that is complete and had any. */
    List<String> epoch() {
        List<String> lines = new ArrayList<>();
        while (!next(lines).epochComplete() || lines.isEmpty()) {
            // goes on
        }
        return lines;
    }

    ResultFrame next(List<String> lines) {
        ResultFrame frame = stream.poll(PATIENCE);
        if (frame == null) {
            throw new AssertionError("no frame came; so far " + lines);
        }
        if (frame.rows() != null) {
            List<List<Object>> rows = frame.rows().rows(schema.types());
            for (int i = 0; i < rows.size(); i++) {
                String kind = frame.kinds() == null ? "+I" : ChangeKind.values()[frame.kinds()[i]].text();
                lines.add(kind + " "
                        + String.join(
                                " ", rows.get(i).stream().map(String::valueOf).toList()));
            }
            frame.rows().release();
        }
        return frame;
    }
}
