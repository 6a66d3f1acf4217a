// SPDX-License-Identifier: Apache-2.0
package io.weir.plan.expression;

import io.weir.spi.type.Schema;

/** Rows that an expression may ask about: the query of a {@link Expression.SubQuery}. */
public interface Relation {
    /** The columns of its rows. */
    Schema schema();
}
