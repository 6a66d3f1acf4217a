// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.session;

import io.weir.spi.type.Schema;
import java.util.List;

/** The catalog as clients ask for it. */
public interface Metadata {
    /**
     * A table or view.
     *
     * @param kind {@code TABLE} or {@code VIEW}
     * @param primaryKey names of the key's columns; empty for none
     */
    record Table(String name, String kind, Schema schema, List<String> primaryKey) {}

    /**
     * A function.
     *
     * @param signatures each overload as text, such as {@code UPPER(STRING) -> STRING}
     */
    record Function(String name, List<String> signatures, String doc) {}

    List<Table> tables();

    List<Function> functions();

    List<String> keywords();
}
