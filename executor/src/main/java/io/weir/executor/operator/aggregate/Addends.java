// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import org.jspecify.annotations.Nullable;

/** What a sum adds for each row of an intake. */
interface Addends {
    double[] values();

    /** What each value lacks of the exact one; null for nothing. To be asked after {@link #values}. */
    double @Nullable [] errors();
}
