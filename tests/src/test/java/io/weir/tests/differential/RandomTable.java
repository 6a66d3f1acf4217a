// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.spi.connector.ChangeMode;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A table of the random tests: an event time, two keys of few values, columns of every type, and how its rows may change.
 *
 * <p>A table of upserts has the two keys as its primary key. Others declare them sometimes, which is seldom true of their rows and
 * must not matter. Doubles, nested values, ties and NULLs are always among the rows.
 *
 * @param keyed whether the two keys are declared as the primary key
 * @param keys how many different values a key has, beside NULL
 * @param delayMillis how far its watermark stays behind
 */
record RandomTable(
        String name, Schema schema, ChangeMode changes, boolean keyed, int keys, int delayMillis, int splits) {
    /** Where the keys stand: an INTEGER and a text. */
    static final List<Integer> KEYS = List.of(1, 2);

    /** A column whose values are all different. */
    static final String ID = "id";

    private static final List<Field> COLUMNS = List.of(
            new Field("i", DataType.integer()),
            new Field("b", DataType.bigint()),
            new Field("d", DataType.doubling()),
            new Field("s", DataType.text()),
            new Field("p", DataType.decimal(10, 2)),
            new Field("z", DataType.bool()),
            new Field("k", DataType.smallint()),
            new Field("y", DataType.tinyint()),
            new Field("f", DataType.floating()),
            new Field("q", DataType.decimal(30, 5)),
            new Field("v", DataType.text(3)),
            new Field("x", DataType.bytes()),
            new Field("dt", DataType.date()),
            new Field("tm", DataType.time(3)),
            new Field("lz", DataType.timestampLtz(3)));
    private static final List<Field> NESTED = List.of(
            new Field("ar", DataType.array(DataType.integer())),
            new Field("rw", DataType.row(List.of(new Field("m", DataType.integer()), new Field("n", DataType.text())))),
            new Field(
                    "ra",
                    DataType.array(DataType.row(
                            List.of(new Field("m", DataType.integer()), new Field("n", DataType.text()))))),
            new Field("mp", DataType.map(DataType.text().withNullable(false), DataType.integer())));

    static RandomTable random(String name, ChangeMode changes, int keys, SplittableRandom random) {
        boolean keyed = changes == ChangeMode.UPSERT || random.nextInt(5) < (changes == ChangeMode.RETRACT ? 3 : 2);
        List<Field> columns = new ArrayList<>();
        columns.add(new Field("ts", DataType.timestamp(3).withNullable(random.nextInt(4) == 0)));
        columns.add(new Field("k1", DataType.integer().withNullable(!keyed && random.nextInt(4) > 0)));
        columns.add(new Field("k2", DataType.text().withNullable(!keyed && random.nextInt(4) > 0)));
        for (Field column : COLUMNS) {
            if (columns.size() < 6 || random.nextInt(4) == 0) {
                boolean nullable = column.name().equals("d") || random.nextInt(5) > 0;
                columns.add(new Field(column.name(), column.type().withNullable(nullable)));
            }
        }
        for (Field column : NESTED) {
            if (random.nextInt(3) == 0 || List.of("ar", "rw").contains(column.name())) {
                columns.add(column);
            }
        }
        return new RandomTable(
                name, new Schema(columns), changes, keyed, keys, random.nextInt(3) * 1_000, 1 + random.nextInt(3));
    }

    /** Whether rows may be taken back. */
    boolean updating() {
        return changes != ChangeMode.APPEND;
    }

    /** A table of types that every database has, with a key of its own, {@code id}. */
    static RandomTable shared(String name, int keys, SplittableRandom random) {
        List<Field> columns = new ArrayList<>(List.of(
                new Field("ts", DataType.timestamp(3)),
                new Field("k1", DataType.integer()),
                new Field("k2", DataType.text()),
                new Field(ID, DataType.bigint().withNullable(false))));
        for (Field column : COLUMNS) {
            if (List.of("i", "b", "d", "s", "p", "z", "dt").contains(column.name()) && random.nextInt(4) > 0) {
                columns.add(column);
            }
        }
        return new RandomTable(name, new Schema(columns), ChangeMode.APPEND, false, keys, 0, 1);
    }

    String createSql() {
        StringBuilder sql = new StringBuilder("CREATE TABLE ").append(name).append(" (");
        for (Field column : schema.columns()) {
            sql.append(column.name())
                    .append(' ')
                    .append(column.type().sqlWithNullability())
                    .append(", ");
        }
        if (keyed) {
            sql.append("PRIMARY KEY (k1, k2) NOT ENFORCED, ");
        }
        return sql.append("WATERMARK FOR ts AS ts - INTERVAL '")
                .append(delayMillis / 1000)
                .append("' SECOND) WITH ('connector' = 'changes', 'changes' = '")
                .append(changes)
                .append("')")
                .toString();
    }
}
