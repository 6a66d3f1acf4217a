// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import java.util.ArrayList;
import java.util.List;

/** An intake and the accumulators that read from it. */
record Feed(Lens lens, Intake intake, List<Accumulator> accumulators) {
    Feed(Lens lens, Intake intake) {
        this(lens, intake, new ArrayList<>());
    }
}
