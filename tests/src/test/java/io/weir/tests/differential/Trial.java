// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.reference.Delta;
import io.weir.spi.connector.ChangeMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One random query over random changes.
 *
 * @param changes by table the changes of each of its splits
 * @param bounded whether the tables are known to end, and are read without intermediate answers
 * @param seed decides how the trial is run
 */
record Trial(
        List<RandomTable> tables, Map<String, List<List<Delta>>> changes, Draft query, boolean bounded, long seed) {

    /** Whether the random trials have functions over frames: unless {@code -Dover=false}. */
    static final boolean OVER = !"false".equals(System.getProperty("over"));

    /** How a trial ended. */
    enum Outcome {
        EQUAL,
        /** The answer never changed. */
        STILL,
        NOT_SUPPORTED
    }

    /** A trial all of whose parts are decided by the seed: most are steered to a form. */
    static Trial random(long seed, int changesPerTable) {
        return random(seed, changesPerTable, Focus.of(seed, OVER), OVER);
    }

    /** @param over whether there are functions over frames */
    static Trial random(long seed, int changesPerTable, Focus focus, boolean over) {
        SplittableRandom random = new SplittableRandom(seed);
        int keys = 3 + random.nextInt(random.nextBoolean() ? 5 : 20);
        boolean updating = random.nextBoolean();
        boolean mixed = focus.updating().isEmpty() && random.nextInt(4) == 0;
        List<RandomTable> tables = new ArrayList<>();
        Map<String, List<List<Delta>>> changes = new HashMap<>();
        for (String name : List.of("t", "u", "w").subList(0, 1 + random.nextInt(3))) {
            boolean revised = focus.updating().orElse(mixed ? random.nextBoolean() : updating);
            ChangeMode mode =
                    !revised ? ChangeMode.APPEND : random.nextInt(4) == 0 ? ChangeMode.UPSERT : ChangeMode.RETRACT;
            RandomTable table = RandomTable.random(name, mode, keys, random);
            tables.add(table);
            changes.put(name, RandomChanges.of(table, changesPerTable, random));
        }
        boolean bounded = random.nextInt(8) == 0 || focus.bounded();
        Draft query = focus.query(() ->
                new RandomQuery(new Grammar(tables, false, over, focus.form().isPresent(), random)).draft(bounded));
        return new Trial(tables, changes, query, bounded, seed);
    }

    /** The same query over fewer changes. */
    Trial with(Map<String, List<List<Delta>>> fewer) {
        return new Trial(tables, fewer, query, bounded, seed);
    }

    /** A simpler query over the same changes. */
    Trial with(Draft simpler) {
        return new Trial(tables, changes, simpler, bounded, seed);
    }

    String sql() {
        return query.sql();
    }

    /** How many changes there are in all. */
    int size() {
        return changes.values().stream()
                .flatMap(List::stream)
                .mapToInt(List::size)
                .sum();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("seed " + seed + (bounded ? ", bounded" : "")
                + "; again: ./dev differential --seed " + seed + " --trials 1\n");
        tables.forEach(t -> text.append(t.createSql()).append(";\n"));
        text.append(sql()).append(";\n");
        if (size() <= 40) {
            changes.forEach((table, splits) ->
                    text.append(table).append(": ").append(splits).append('\n'));
        }
        return text.toString();
    }
}
