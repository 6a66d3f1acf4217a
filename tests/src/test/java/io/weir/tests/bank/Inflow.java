// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.bank;

import java.io.IOException;
import java.util.List;

/** Where transfers come in: {@value #SPLITS} streams, each in its own order. */
interface Inflow extends AutoCloseable {
    int SPLITS = 4;

    /** What stands after {@code WITH}. */
    String options();

    /** Whether a stream's transfers are read in the order in which they were given. */
    boolean keepsOrder();

    void append(int split, List<Transfer> transfers) throws IOException;

    @Override
    default void close() {}
}
