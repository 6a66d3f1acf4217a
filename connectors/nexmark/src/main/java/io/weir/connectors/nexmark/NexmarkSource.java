// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.nexmark;

import io.weir.spi.connector.ConnectorContext;
import io.weir.spi.connector.ReadRequest;
import io.weir.spi.connector.Reader;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.Split;
import io.weir.spi.connector.TableSpec;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.Nearest;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * The events of a {@code nexmark} table; split s of S has the rounds s, s + S, s + 2S and so on.
 *
 * @param columns what each column of the table's schema stands for
 * @param eventCount {@code Long.MAX_VALUE} for no end
 * @param eventsPerSecond by the clock; empty for as fast as can be
 */
record NexmarkSource(
        Model model,
        Texts texts,
        Schema schema,
        List<NexmarkColumn> columns,
        long eventCount,
        Optional<Long> eventsPerSecond,
        long splitCount,
        ConnectorContext context)
        implements Source {
    private static final String SPLIT_PREFIX = "rounds ";

    static NexmarkSource of(TableSpec table, ConnectorContext context) {
        long events = table.get(NexmarkOptions.EVENTS_NUM);
        long rate = table.get(NexmarkOptions.EVENT_RATE);
        if (table.find(NexmarkOptions.NEXT_EVENT_RATE).orElse(rate) != rate) {
            throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                    .says("the rate of events cannot change")
                    .detail("\"first-event.rate\" is %d and \"next-event.rate\" another.", rate)
                    .hint("Leave \"next-event.rate\" out.")
                    .toException();
        }
        Optional<Long> pace = table.find(NexmarkOptions.ROWS_PER_SECOND)
                .or(() -> table.get(NexmarkOptions.RATE_LIMITED) ? Optional.of(rate) : Optional.empty());
        Model model = Model.of(table.options());
        return new NexmarkSource(
                model,
                new Texts(model.seed()),
                table.schema(),
                columns(table),
                events == 0 ? Long.MAX_VALUE : events,
                pace,
                table.get(NexmarkOptions.SPLITS),
                context);
    }

    private static List<NexmarkColumn> columns(TableSpec table) {
        List<NexmarkColumn> columns = new ArrayList<>();
        for (Field field : table.schema().columns()) {
            NexmarkColumn column = NexmarkColumn.named(field.name())
                    .orElseThrow(() -> SqlException.report(ErrorCode.COLUMN_NOT_FOUND)
                            .says("connector \"nexmark\" has no column \"%s\"", field.name())
                            .detail("It has the columns %s.", String.join(", ", NexmarkColumn.names()))
                            .hint("%s", Nearest.hint(field.name(), NexmarkColumn.names(), "Remove it from the table."))
                            .toException());
            if (!column.accepts(field.type())) {
                throw mismatch(column, field);
            }
            columns.add(column);
        }
        return columns;
    }

    private static SqlException mismatch(NexmarkColumn column, Field field) {
        DataType type = field.type();
        SqlException.Report report = SqlException.report(ErrorCode.TYPE_MISMATCH)
                .says("column \"%s\" cannot be %s", field.name(), type.sqlWithNullability());
        if (column.accepts(type.withNullable(true))) {
            report.detail("It is NULL in events of other kinds.");
        } else {
            report.detail("It is %s.", column.typeSql());
        }
        return report.hint("Declare it as %s.", column.typeSql()).toException();
    }

    @Override
    public boolean bounded() {
        return eventCount != Long.MAX_VALUE;
    }

    @Override
    public OptionalLong estimatedRows() {
        return bounded() ? OptionalLong.of(eventCount) : OptionalLong.empty();
    }

    @Override
    public List<Split> splits() {
        return LongStream.range(0, splitCount)
                .mapToObj(number -> new Split(SPLIT_PREFIX + number))
                .toList();
    }

    @Override
    public Reader open(ReadRequest request) {
        return new NexmarkReader(
                this, request, Long.parseLong(request.split().id().substring(SPLIT_PREFIX.length())));
    }
}
