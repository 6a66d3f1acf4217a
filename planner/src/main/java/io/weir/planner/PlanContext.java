// SPDX-License-Identifier: Apache-2.0
package io.weir.planner;

import io.weir.planner.catalog.Catalog;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What a statement is planned under.
 *
 * @param catalog the session's
 * @param zone the session's time zone
 * @param streaming whether bounded inputs are read in emitting epochs like unbounded ones
 * @param options session options that the plan keeps, by key
 * @param cancelled asked now and then; planning ends with CANCELLED once it is true
 */
public record PlanContext(
        Catalog catalog, ZoneId zone, boolean streaming, Map<String, String> options, BooleanSupplier cancelled) {
    public PlanContext {
        options = Map.copyOf(options);
    }

    /** A context that is never cancelled and keeps no options. */
    public static PlanContext of(Catalog catalog, ZoneId zone) {
        return new PlanContext(catalog, zone, false, Map.of(), () -> false);
    }

    PlanContext forStream() {
        return streaming ? this : new PlanContext(catalog, zone, true, options, cancelled);
    }
}
