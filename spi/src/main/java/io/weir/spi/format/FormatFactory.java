// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.format;

import io.weir.spi.option.Option;
import io.weir.spi.option.Options;
import java.util.List;

/** A way of writing rows as bytes, such as JSON; found by {@code ServiceLoader}. */
public interface FormatFactory {
    /** The word of {@code 'format' = '...'}. */
    String name();

    /** Options with their full keys, such as {@code csv.field-delimiter}. */
    List<Option<?>> options();

    Format create(Options options);
}
