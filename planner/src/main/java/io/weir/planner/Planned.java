// SPDX-License-Identifier: Apache-2.0
package io.weir.planner;

import io.weir.plan.logical.LogicalPlan;
import io.weir.plan.physical.JobPlan;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Schema;
import io.weir.sqlparser.statement.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What planning makes of a statement. */
public sealed interface Planned {
    /** Things worth knowing that do not stop the statement. */
    default List<String> warnings() {
        return List.of();
    }

    /**
     * Rows.
     *
     * @param job with one Result root; run it after {@link Parameters#bind} when there are parameters
     * @param logical the same before any rule has run
     * @param schema of the rows, without the column {@code op}
     * @param changes RETRACT when rows may be taken back, so that the cursor shows {@code op}
     * @param streaming whether bounded inputs are read in emitting epochs
     * @param parameters types of the {@code ?} in order
     */
    record Query(
            JobPlan job,
            LogicalPlan logical,
            Schema schema,
            ChangeMode changes,
            boolean streaming,
            List<DataType> parameters,
            List<String> warnings)
            implements Planned {}

    /**
     * Rows written, by one INSERT or a set of them.
     *
     * @param job with one Sink root for each INSERT
     * @param logical what each sink gets, before any rule has run
     * @param targets names of the tables
     */
    record Insert(
            JobPlan job,
            List<LogicalPlan> logical,
            List<String> targets,
            boolean streaming,
            List<DataType> parameters,
            List<String> warnings)
            implements Planned {}

    /** A change of the catalog, still to be made with {@link CatalogChange#apply}. */
    record Definition(CatalogChange change, List<String> warnings) implements Planned {}

    /** An answer that is known already: SHOW, DESCRIBE, EXPLAIN. */
    record Answer(Schema schema, List<List<@Nullable Object>> rows) implements Planned {}

    /** A statement that is the session's affair alone: SET, RESET, SHOW JOBS, STOP JOB. */
    record Command(Statement statement) implements Planned {}
}
