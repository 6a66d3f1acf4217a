// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.session;

import io.weir.spi.type.Schema;
import java.util.Collections;
import java.util.List;

/** The catalog as clients ask for it. */
public interface Metadata {
    /**
     * A table or view.
     *
     * @param kind {@code TABLE} or {@code VIEW}
     * @param primaryKey names of the key's columns; empty for none
     * @param comment what its COMMENT says; empty for none
     * @param columnComments the same of each column, in order
     */
    record Table(
            String name,
            String kind,
            Schema schema,
            List<String> primaryKey,
            String comment,
            List<String> columnComments) {
        /** A table without comments. */
        public Table(String name, String kind, Schema schema, List<String> primaryKey) {
            this(name, kind, schema, primaryKey, "", Collections.nCopies(schema.size(), ""));
        }
    }

    /**
     * A function.
     *
     * @param signatures each overload as text, such as {@code LPAD(STRING, INT, STRING) -> STRING}; {@code ANY} for a type
     *     that depends, {@code ...} for any number of the last argument
     */
    record Function(String name, List<String> signatures, String doc) {}

    List<Table> tables();

    List<Function> functions();

    List<String> keywords();
}
