// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.catalog;

import io.weir.spi.type.Schema;

/** A table or view. */
public sealed interface CatalogObject permits CatalogTable, CatalogView {
    String name();

    /** Whether it belongs to one session and ends with it. */
    boolean temporary();

    /** The columns a query sees. */
    Schema schema();

    /** The statement that makes it, with secrets masked. */
    String createSql();

    /** The word for it: {@code table} or {@code view}. */
    String kind();
}
