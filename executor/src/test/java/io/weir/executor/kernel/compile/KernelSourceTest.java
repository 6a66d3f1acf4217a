// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import static io.weir.executor.kernel.Expressions.call;
import static io.weir.executor.kernel.Expressions.caseOf;
import static io.weir.executor.kernel.Expressions.cast;
import static io.weir.executor.kernel.Expressions.column;
import static io.weir.executor.kernel.Expressions.function;
import static io.weir.executor.kernel.Expressions.literal;
import static io.weir.spi.type.DataType.bigint;
import static io.weir.spi.type.DataType.bool;
import static io.weir.spi.type.DataType.decimal;
import static io.weir.spi.type.DataType.integer;
import static io.weir.spi.type.DataType.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.functions.FunctionRegistry;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Branch;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.Case;
import io.weir.plan.expression.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.codehaus.janino.SimpleCompiler;
import org.codehaus.janino.util.ClassFile;
import org.codehaus.janino.util.ClassFile.AttributeInfo;
import org.codehaus.janino.util.ClassFile.CodeAttribute;
import org.codehaus.janino.util.ClassFile.MethodInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class KernelSourceTest {
    private static final Path GOLDEN = Path.of("src", "test", "kernels");
    /** HotSpot compiles no method with more. */
    private static final int CODE_BYTES_MAX = 8_000;

    private static final Expression A = column(0, bigint());
    private static final Expression B = column(1, integer());
    private static final Expression NAME = column(2, text());

    private final KernelCompiler compiler = new KernelCompiler(FunctionRegistry.builtIn(), new Random(1));

    @Test
    @Tag("golden")
    void aFilterOfComparisonsHasNoBranch() throws IOException {
        Expression condition = call(
                Operation.AND,
                call(Operation.GREATER, A, literal(100L, bigint())),
                call(Operation.NOT_EQUAL, B, literal(7, integer())));
        check("filter", compiler.filterSource(condition));
    }

    @Test
    @Tag("golden")
    void aSumIsCheckedAfterTheLoop() throws IOException {
        check("sum", compiler.projectionSource(List.of(call(Operation.PLUS, bigint(), A, cast(B, bigint())))));
    }

    @Test
    @Tag("golden")
    void aBranchIsComputedForItsRows() throws IOException {
        Expression guarded = caseOf(
                decimal(10, 2),
                call(Operation.EQUAL, B, literal(0, integer())),
                literal(null, decimal(10, 2)),
                call(Operation.DIVIDE, decimal(10, 2), column(3, decimal(10, 2)), cast(B, decimal(10, 0))));
        check("case", compiler.projectionSource(List.of(guarded)));
    }

    @Test
    @Tag("golden")
    void aFunctionIsCalledByNameWithItsArgumentsInPlace() throws IOException {
        Expression call =
                function("SUBSTRING(STRING,INT,INT)", text(), NAME, literal(1, integer()), literal(3, integer()));
        check("function", compiler.projectionSource(List.of(call)));
    }

    private static void check(String name, String source) throws IOException {
        Path file = GOLDEN.resolve(name + ".txt");
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, source);
        }
        assertThat(file).content().isEqualTo(source);
    }

    @Test
    void theSourceHoldsNothingThatAUserWrote() {
        String written = "\"); System.exit(1); //";
        String source = compiler.filterSource(call(
                Operation.AND,
                call(Operation.EQUAL, NAME, literal(written, text())),
                call(Operation.IN, NAME, literal(written, text()), literal("x", text())),
                call(Operation.EQUAL, A, literal(123_456_789L, bigint()))));
        assertThat(source).doesNotContain("System", "\"", "123456789");
    }

    @Test
    void expressionsOfAnySizeBecomeSmallMethods() throws Exception {
        for (Expression expression : List.of(sumOf(1_000), choiceOf(2_000), eitherOf(5_000), tree(11))) {
            String source = onDeepStack(() -> compiler.projectionSource(List.of(expression)));
            assertThat(onDeepStack(() -> longestMethod(source))).isLessThan(CODE_BYTES_MAX);
        }
    }

    private static Expression sumOf(int terms) {
        Expression sum = A;
        for (int i = 1; i < terms; i++) {
            sum = call(Operation.PLUS, bigint(), sum, A);
        }
        return sum;
    }

    private static Expression choiceOf(int branches) {
        List<Branch> list = new ArrayList<>();
        for (int i = 0; i < branches; i++) {
            list.add(new Branch(call(Operation.EQUAL, A, literal((long) i, bigint())), literal("n" + i, text())));
        }
        return new Case(list, literal(null, text()), text());
    }

    private static Expression eitherOf(int conditions) {
        List<Expression> list = new ArrayList<>();
        for (int i = 0; i < conditions; i++) {
            list.add(call(Operation.EQUAL, NAME, literal("n" + i, text())));
        }
        return new Call(Operation.OR, list, bool(), null);
    }

    private static Expression tree(int depth) {
        return depth == 0
                ? B
                : call(Operation.TIMES, integer(), tree(depth - 1), call(Operation.NEGATE, integer(), tree(depth - 1)));
    }

    private static int longestMethod(String source) throws Exception {
        SimpleCompiler janino = new SimpleCompiler();
        janino.setParentClassLoader(KernelSourceTest.class.getClassLoader());
        janino.cook(source);
        int longest = 0;
        for (ClassFile file : janino.getClassFiles()) {
            for (MethodInfo method : file.methodInfos) {
                for (AttributeInfo attribute : method.getAttributes()) {
                    if (attribute instanceof CodeAttribute code) {
                        longest = Math.max(longest, code.code.length);
                    }
                }
            }
        }
        return longest;
    }

    private static <T> T onDeepStack(Callable<T> work) {
        return CompilerThread.submit(work).join();
    }

    @Test
    void equalSourcesAreOneClassAndAnUnusedClassIsForgotten() throws Exception {
        int before = KernelClass.cached();
        Object first = onDeepStack(() -> compiler.filter(call(Operation.LESS, A, literal(1L, bigint()))));
        Object second = onDeepStack(() -> compiler.filter(call(Operation.LESS, A, literal(2L, bigint()))));
        assertThat(first.getClass()).isSameAs(second.getClass());
        first = null;
        second = null;
        for (int i = 0; i < 100 && KernelClass.cached() > before; i++) {
            System.gc();
            Thread.yield();
        }
        assertThat(KernelClass.cached()).isLessThanOrEqualTo(before);
        assertThat(first).isSameAs(second);
    }
}
