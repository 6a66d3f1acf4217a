// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.format;

import io.weir.spi.type.Schema;

/** A format with its options set. */
public interface Format {
    /**
     * Decodes records into the given columns.
     *
     * @param physical all columns of the record, in order, which matter to formats without names
     * @param columns which of them are wanted, in the order of the builders
     */
    Decoder decoder(Schema physical, int[] columns);

    /** Encodes rows of the schema. */
    Encoder encoder(Schema schema);

    /** The usual ending of a file's name, without the dot. */
    String fileSuffix();
}
