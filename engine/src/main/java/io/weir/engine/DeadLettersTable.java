// SPDX-License-Identifier: Apache-2.0
package io.weir.engine;

import io.weir.executor.deadletter.DeadLetter;
import io.weir.plan.TableDefinition;
import io.weir.planner.TableTraits;
import io.weir.planner.TableTraits.SourceTraits;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.CatalogColumn;
import io.weir.planner.catalog.CatalogTable;
import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.connector.Poll;
import io.weir.spi.connector.Positions;
import io.weir.spi.connector.ReadRequest;
import io.weir.spi.connector.Reader;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.Split;
import io.weir.spi.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table {@code weir.dead_letters}: what the box held when a query began. */
final class DeadLettersTable implements Source {
    static final String NAME = Catalog.SYSTEM + ".dead_letters";

    private static final List<CatalogColumn> COLUMNS = List.of(
            column("epoch_time", DataType.timestampLtz(3), "the time of the epoch it belongs to"),
            column("job_id", DataType.text(), "the job that left it out"),
            column(
                    "table_name",
                    DataType.text().withNullable(true),
                    "where it was read; NULL for a row that was computed"),
            column("place", DataType.text(), "topic/partition/offset, file:line, or the operator"),
            column("code", DataType.text(), "of the error"),
            column("reason", DataType.text(), "what is wrong with it"),
            column("record", DataType.bytes(), "its bytes; of a row, the row as JSON"),
            column("weight", DataType.integer(), "how often it was added, or taken back"));

    private final List<DeadLetter> letters;

    DeadLettersTable(DeadLetterBox box) {
        letters = box.letters();
    }

    private static CatalogColumn column(String name, DataType type, String comment) {
        return new CatalogColumn.Physical(name, name.equals("table_name") ? type : type.withNullable(false), comment);
    }

    /** The table as statements name it. */
    static CatalogTable table() {
        return new CatalogTable(
                NAME,
                false,
                COLUMNS,
                List.of(),
                Optional.empty(),
                List.of(),
                "records and rows that jobs left out",
                Map.of("connector", Catalog.SYSTEM),
                new TableTraits(
                        Optional.of(new SourceTraits(true, ChangeMode.APPEND, Map.of())), Optional.empty(), Set.of()),
                "-- " + NAME + " is a part of Weir and is not created");
    }

    static boolean is(TableDefinition table) {
        return table.name().equals(NAME);
    }

    @Override
    public boolean bounded() {
        return true;
    }

    @Override
    public List<Split> splits() {
        return List.of(new Split("letters"));
    }

    @Override
    public Reader open(ReadRequest request) {
        return new Letters(request);
    }

    private static List<@Nullable Object> row(DeadLetter letter) {
        return Arrays.asList(
                letter.timeMicros() / 1000 * 1000,
                letter.job(),
                letter.table(),
                letter.place(),
                letter.code().code(),
                letter.reason(),
                letter.record(),
                letter.weight());
    }

    private final class Letters implements Reader {
        private final int[] columns;
        private final List<DataType> types = new ArrayList<>();
        private int next;

        Letters(ReadRequest request) {
            columns = request.columns();
            for (int column : columns) {
                types.add(COLUMNS.get(column).type());
            }
            byte[] position = request.position();
            next = position == null ? 0 : (int) Positions.number(position);
        }

        @Override
        public Poll poll(int maxRows, byte @Nullable [] untilPosition) {
            if (next >= letters.size()) {
                return Poll.END;
            }
            long end = untilPosition == null ? letters.size() : Positions.number(untilPosition);
            if (next >= end) {
                return Poll.NOTHING;
            }
            BatchBuilder rows = new BatchBuilder(types);
            while (next < end && rows.size() < maxRows && !rows.full()) {
                List<@Nullable Object> row = row(letters.get(next++));
                List<@Nullable Object> selected = new ArrayList<>();
                for (int column : columns) {
                    selected.add(row.get(column));
                }
                rows.append(selected, 1);
            }
            return new Poll.Rows(rows.build());
        }

        @Override
        public byte[] position() {
            return Positions.of(next);
        }

        @Override
        public void close() {}
    }
}
