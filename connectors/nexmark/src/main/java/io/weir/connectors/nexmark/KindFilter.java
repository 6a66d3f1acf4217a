// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.nexmark;

import io.weir.spi.connector.Predicate;
import java.util.Arrays;
import java.util.List;

/** Finds which kinds of event can satisfy predicates. */
final class KindFilter {
    private KindFilter() {}

    /** By ordinal the kinds that can hold: no comparison with a column that is NULL in a kind holds there. */
    static boolean[] wanted(List<Predicate> predicates, List<NexmarkColumn> columns) {
        boolean[] wanted = new boolean[Kind.COUNT];
        Arrays.fill(wanted, true);
        for (Predicate predicate : predicates) {
            NexmarkColumn column = columns.get(predicate.column());
            for (Kind kind : Kind.values()) {
                if (column == NexmarkColumn.EVENT_TYPE) {
                    wanted[kind.ordinal()] &= holds(predicate, kind.ordinal());
                } else if (column.kind() != null) {
                    wanted[kind.ordinal()] &= column.kind() == kind;
                }
            }
        }
        return wanted;
    }

    private static boolean holds(Predicate predicate, int eventType) {
        int order = Integer.compare(eventType, ((Number) predicate.value()).intValue());
        return switch (predicate.comparison()) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }
}
