// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.datagen;

import io.weir.spi.option.Option;
import io.weir.spi.type.DateTimeText;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The options of {@code datagen} that do not belong to a column. */
final class DatagenOptions {
    static final Option<Long> ROWS_PER_SECOND = Option.integer("rows-per-second", 1, Long.MAX_VALUE)
            .doc(
                    "Rows made per second over all splits. Without it 10000, or as many as can be if the table has an end.");
    static final Option<Long> NUMBER_OF_ROWS = Option.integer("number-of-rows", 0, Long.MAX_VALUE)
            .doc("Rows after which the table ends. Without it the table has no end, unless a sequence has one.");
    static final Option<Long> SEED = Option.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE)
            .defaults(42L)
            .doc("Tables with the same seed and columns have the same rows.");
    static final Option<Long> SPLITS = Option.integer("splits", 1, 1024)
            .defaults(1L)
            .doc("Parts that can be read in parallel; row n lies in part n modulo splits.");
    static final Option<Long> BASE_TIME = Option.of("base-time", "timestamp", DatagenOptions::parseTime)
            .defaults(1_577_836_800_000_000L)
            .doc("Time of the first row, such as 2020-01-01 00:00:00, which is the default; the others follow at"
                    + " rows-per-second.");

    static final List<Option<?>> ALL = List.of(ROWS_PER_SECOND, NUMBER_OF_ROWS, SEED, SPLITS, BASE_TIME);

    private DatagenOptions() {}

    private static Long parseTime(String text) {
        byte[] bytes = text.trim().getBytes(StandardCharsets.UTF_8);
        long micros = DateTimeText.readTimestamp(bytes, 0, bytes.length, ' ');
        if (micros == DateTimeText.INVALID) {
            throw new IllegalArgumentException(text);
        }
        return micros;
    }
}
