// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.datagen;

import io.weir.spi.connector.ConnectorContext;
import io.weir.spi.connector.ReadRequest;
import io.weir.spi.connector.Reader;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.Split;
import io.weir.spi.connector.TableSpec;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * The rows of a {@code datagen} table; row n lies in split n modulo {@code splits}.
 *
 * @param columns the generators of all columns
 * @param rowCount rows of the whole table; {@code Long.MAX_VALUE} for no end
 * @param rowsPerSecond empty for as fast as can be
 */
record DatagenSource(
        List<ValueGenerator> columns,
        long rowCount,
        Optional<Long> rowsPerSecond,
        long splitCount,
        ConnectorContext context)
        implements Source {
    private static final long DEFAULT_ROWS_PER_SECOND = 10_000;
    private static final long MAX_ROW_BYTES = 16L << 20;
    private static final String SPLIT_PREFIX = "generator ";

    static DatagenSource of(TableSpec table, ConnectorContext context) {
        Clock clock = new Clock(
                table.get(DatagenOptions.BASE_TIME),
                table.find(DatagenOptions.ROWS_PER_SECOND).orElse(DEFAULT_ROWS_PER_SECOND));
        Generators generators = new Generators(table.options(), clock);
        List<ValueGenerator> columns = generators.of(table.schema(), table.get(DatagenOptions.SEED));
        long width = columns.stream().mapToLong(ValueGenerator::width).sum();
        if (width > MAX_ROW_BYTES) {
            throw SqlException.report(ErrorCode.OPTION_VALUE)
                    .says("a row of table \"%s\" would take %d bytes", table.name(), width)
                    .detail("A row may take at most %d bytes.", MAX_ROW_BYTES)
                    .hint("Lower the lengths of its texts and lists.")
                    .toException();
        }
        long rowCount = Math.min(
                generators.rowCount(), table.find(DatagenOptions.NUMBER_OF_ROWS).orElse(Long.MAX_VALUE));
        Optional<Long> rowsPerSecond = table.find(DatagenOptions.ROWS_PER_SECOND)
                .or(() -> rowCount == Long.MAX_VALUE ? Optional.of(DEFAULT_ROWS_PER_SECOND) : Optional.empty());
        return new DatagenSource(columns, rowCount, rowsPerSecond, table.get(DatagenOptions.SPLITS), context);
    }

    @Override
    public boolean bounded() {
        return rowCount != Long.MAX_VALUE;
    }

    @Override
    public OptionalLong estimatedRows() {
        return bounded() ? OptionalLong.of(rowCount) : OptionalLong.empty();
    }

    @Override
    public List<Split> splits() {
        return LongStream.range(0, splitCount)
                .mapToObj(number -> new Split(SPLIT_PREFIX + number))
                .toList();
    }

    @Override
    public Reader open(ReadRequest request) {
        long split = Long.parseLong(request.split().id().substring(SPLIT_PREFIX.length()));
        List<ValueGenerator> wanted = new ArrayList<>();
        for (int column : request.columns()) {
            wanted.add(columns.get(column));
        }
        return new DatagenReader(this, split, wanted, request.position());
    }
}
