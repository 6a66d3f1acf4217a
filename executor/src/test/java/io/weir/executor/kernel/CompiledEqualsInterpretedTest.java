// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.executor.kernel.compile.CompilerThread;
import io.weir.executor.kernel.compile.KernelCompiler;
import io.weir.executor.kernel.interpret.Interpreter;
import io.weir.functions.FunctionRegistry;
import io.weir.plan.expression.Expression;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.Vectors;
import io.weir.spi.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The law that a kernel and its twin are the same, on expressions and batches by chance; {@code -Dlong=true} for many. */
class CompiledEqualsInterpretedTest {
    private static final int KERNELS = Boolean.getBoolean("long") ? 100_000 : 150;
    private static final long SEED = Long.getLong("seed", Boolean.getBoolean("long") ? System.nanoTime() : 1L);

    private final Random chance = new Random(7);
    private final Interpreter interpreter = new Interpreter(FunctionRegistry.builtIn(), chance);
    private final KernelCompiler compiler = new KernelCompiler(FunctionRegistry.builtIn(), chance);

    @Test
    void projectionsAreEqual() {
        for (int i = 0; i < KERNELS; i++) {
            long seed = SEED + i;
            Random random = new Random(seed);
            RandomValues values = new RandomValues(random);
            List<DataType> types = types(values);
            RandomExpressions expressions = new RandomExpressions(random, types);
            List<Expression> list = new ArrayList<>();
            for (int k = random.nextInt(4); k >= 0; k--) {
                list.add(expressions.of(values.type(), 1 + random.nextInt(4)));
            }
            String name = "-Dseed=" + seed + " " + list;
            Projection interpreted = interpreter.projection(list);
            Projection compiled = compiled(name, () -> compiler.projection(list));
            for (int b = 0; b < 3; b++) {
                Batch batch = values.batch(types);
                if (!outcome(compiled, list, batch).equals(outcome(interpreted, list, batch))) {
                    list.forEach(expression -> seek(expression, batch, seed));
                    assertThat(outcome(compiled, list, batch)).as(name).isEqualTo(outcome(interpreted, list, batch));
                }
            }
        }
    }

    @Test
    void filtersAreEqual() {
        for (int i = 0; i < KERNELS; i++) {
            long seed = SEED + i;
            Random random = new Random(seed);
            RandomValues values = new RandomValues(random);
            List<DataType> types = types(values);
            Expression condition = new RandomExpressions(random, types).of(DataType.bool(), 1 + random.nextInt(4));
            String name = "-Dseed=" + seed + " " + condition;
            RowFilter interpreted = interpreter.filter(condition);
            RowFilter compiled = compiled(name, () -> compiler.filter(condition));
            for (int b = 0; b < 3; b++) {
                Batch batch = values.batch(types);
                assertThat(outcome(compiled, batch)).as(name).isEqualTo(outcome(interpreted, batch));
            }
        }
    }

    /** Fails with the smallest part of an expression whose twins differ. */
    private void seek(Expression expression, Batch batch, long seed) {
        Subexpressions.of(expression).forEach(part -> seek(part, batch, seed));
        List<Expression> alone = List.of(expression);
        List<String> compiled = outcome(compiled("", () -> compiler.projection(alone)), alone, batch);
        assertThat(compiled)
                .as("-Dseed=" + seed + " " + expression)
                .isEqualTo(outcome(interpreter.projection(alone), alone, batch));
    }

    private static List<DataType> types(RandomValues values) {
        List<DataType> types = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            types.add(values.type());
        }
        return types;
    }

    private static <T> T compiled(String name, java.util.concurrent.Callable<T> compiling) {
        try {
            return CompilerThread.submit(compiling).join();
        } catch (java.util.concurrent.CompletionException e) {
            throw new AssertionError(name, e.getCause());
        }
    }

    private static List<String> outcome(Projection projection, List<Expression> expressions, Batch batch) {
        ErrorMask errors = new ErrorMask();
        Vector[] columns = projection.evaluate(batch, 1_700_000_000_123_456L, errors);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            if (errors.has(row)) {
                rows.add(errors.code(row).name());
                continue;
            }
            StringBuilder text = new StringBuilder();
            for (int c = 0; c < columns.length; c++) {
                assertThat(columns[c].size()).isEqualTo(batch.rowCount());
                text.append(Outcomes.shown(
                                Vectors.value(columns[c], expressions.get(c).type(), row)))
                        .append(" | ");
            }
            rows.add(text.toString());
        }
        return rows;
    }

    private static List<String> outcome(RowFilter filter, Batch batch) {
        ErrorMask errors = new ErrorMask();
        int[] rows = new int[batch.size()];
        int count = filter.select(batch, 1_700_000_000_123_456L, rows, errors);
        List<String> outcome = new ArrayList<>();
        outcome.add(Arrays.toString(Arrays.copyOf(rows, count)));
        for (int i = 0; i < batch.size(); i++) {
            if (errors.has(batch.row(i))) {
                outcome.add(batch.row(i) + " " + errors.code(batch.row(i)));
            }
        }
        return outcome;
    }
}
