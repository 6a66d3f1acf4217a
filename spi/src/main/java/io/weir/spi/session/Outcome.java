// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.session;

import java.util.List;

/** What a statement came to. */
public sealed interface Outcome {
    /** Things worth knowing that did not stop the statement. */
    List<String> warnings();

    /** Rows, perhaps without end. */
    record Rows(Cursor cursor, List<String> warnings) implements Outcome {}

    /** A number of rows written. */
    record Count(long rows, List<String> warnings) implements Outcome {}

    /** Done, with nothing to count. */
    record Done(List<String> warnings) implements Outcome {}

    /** A job was started and goes on. */
    record Started(String jobId, List<String> warnings) implements Outcome {}
}
