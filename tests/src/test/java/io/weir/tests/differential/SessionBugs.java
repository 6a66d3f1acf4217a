// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.plan.WindowSpec;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.connector.ChangeMode;
import java.util.List;

/** Sessions with something wrong. */
final class SessionBugs {
    private SessionBugs() {}

    static PhysicalPlan.SessionAssign with(
            PhysicalPlan.SessionAssign session, long gapMicros, boolean partitioned, ChangeMode changes) {
        WindowSpec window = session.window();
        WindowSpec wrong = new WindowSpec(
                window.kind(),
                window.timeColumn(),
                gapMicros,
                gapMicros,
                window.offsetMicros(),
                window.zone(),
                partitioned ? window.partition() : List.of(),
                window.byClock(),
                window.revised());
        return new PhysicalPlan.SessionAssign(session.input(), wrong, session.properties(), changes, session.schema());
    }
}
