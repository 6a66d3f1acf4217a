// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.spi.function.ResultRule;
import io.weir.spi.function.SqlFunction;
import io.weir.spi.type.DataType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionRegistryTest {
    private static final FunctionRegistry BUILT_IN = FunctionRegistry.builtIn();
    private static final FunctionRegistry FAKES = new FunctionRegistry(List.of(Fakes.class));

    /** Overloads to choose from. */
    public static final class Fakes {
        private Fakes() {}

        @SqlFunction(name = "SIZE", doc = "", example = "", group = "")
        public static int size(int value) {
            return value;
        }

        @SqlFunction(name = "SIZE", doc = "", example = "", group = "")
        public static long size(long value) {
            return value;
        }

        @SqlFunction(name = "SIZE", doc = "", example = "", group = "", result = ResultRule.SAME_AS_FIRST)
        public static BigDecimal size(BigDecimal value) {
            return value;
        }

        @SqlFunction(name = "SIZE", doc = "", example = "", group = "")
        public static double size(double value) {
            return value;
        }

        @SqlFunction(name = "ROUNDING", doc = "", example = "", group = "", result = ResultRule.ROUNDED)
        public static BigDecimal rounding(BigDecimal value, int digits) {
            return value;
        }

        @SqlFunction(name = "GREATER", doc = "", example = "", group = "", result = ResultRule.WIDEST)
        public static BigDecimal greater(BigDecimal... values) {
            return values[0];
        }

        @SqlFunction(name = "HAS", doc = "", example = "", group = "")
        public static boolean has(List<?> list, Object element) {
            return list.contains(element);
        }

        @SqlFunction(name = "MAYBE", doc = "", example = "", group = "", calledOnNull = true)
        public static @Nullable Long maybe(@Nullable Long value) {
            return value;
        }
    }

    /** Not a function of SQL. */
    public static final class PrimitiveCannotBeNull {
        private PrimitiveCannotBeNull() {}

        @SqlFunction(name = "X", doc = "", example = "", group = "", calledOnNull = true)
        public static long x(long value) {
            return value;
        }
    }

    private static String resolve(String name, DataType... types) {
        return FAKES.resolve(name, List.of(types))
                .map(call -> call.function().id() + " "
                        + call.argumentTypes().stream().map(DataType::sql).toList() + " "
                        + call.resultType().sql())
                .orElse("none");
    }

    @Test
    void theNearestWiderOverloadIsTaken() {
        assertThat(resolve("SIZE", DataType.tinyint())).isEqualTo("SIZE(INT) [INT] INT");
        assertThat(resolve("size", DataType.bigint())).isEqualTo("SIZE(BIGINT) [BIGINT] BIGINT");
        assertThat(resolve("SIZE", DataType.floating())).isEqualTo("SIZE(DOUBLE) [DOUBLE] DOUBLE");
        assertThat(resolve("SIZE", DataType.decimal(7, 2))).isEqualTo("SIZE(DECIMAL) [DECIMAL(7, 2)] DECIMAL(7, 2)");
        assertThat(resolve("SIZE", DataType.text())).isEqualTo("none");
        assertThat(resolve("SIZE", DataType.integer(), DataType.integer())).isEqualTo("none");
        assertThat(resolve("NO_SUCH_NAME", DataType.integer())).isEqualTo("none");
    }

    @Test
    void aNullMeetsAnyParameter() {
        assertThat(resolve("ROUNDING", DataType.ofNull(), DataType.ofNull()))
                .startsWith("ROUNDING(DECIMAL,INT) [DECIMAL(38, 18), INT]");
        assertThat(resolve("SIZE", DataType.ofNull())).isNotEqualTo("none");
    }

    @Test
    void theRoundedScaleFollowsALiteral() {
        FunctionSignature rounding = FAKES.named("ROUNDING").get(0);
        List<DataType> types = List.of(DataType.decimal(10, 4), DataType.integer());
        assertThat(rounding.resultType(types).sql()).isEqualTo("DECIMAL(11, 4)");
        assertThat(rounding.resultType(types, i -> 2).sql()).isEqualTo("DECIMAL(9, 2)");
        assertThat(rounding.resultType(types, i -> 9).sql()).isEqualTo("DECIMAL(11, 4)");
        assertThat(rounding.resultType(types, i -> -9).sql()).isEqualTo("DECIMAL(7, 0)");
    }

    @Test
    void varargsOfTheWidestTypeAreAllMadeOfIt() {
        assertThat(resolve("GREATER", DataType.decimal(5, 2), DataType.integer(), DataType.decimal(4, 3)))
                .isEqualTo("GREATER(DECIMAL...) [DECIMAL(13, 3), DECIMAL(13, 3), DECIMAL(13, 3)] DECIMAL(13, 3)");
        assertThat(resolve("GREATER")).isEqualTo("none");
    }

    @Test
    void aValueBesideAnArrayIsMadeAnElementOfIt() {
        assertThat(resolve("HAS", DataType.array(DataType.bigint()), DataType.integer()))
                .isEqualTo("HAS(ARRAY,ANY) [ARRAY<BIGINT>, BIGINT] BOOLEAN");
        assertThat(resolve("HAS", DataType.array(DataType.integer()), DataType.text()))
                .isEqualTo("none");
    }

    @Test
    void theResultIsNullableWhenAnArgumentOrTheMethodIs() {
        DataType notNull = DataType.bigint().withNullable(false);
        assertThat(FAKES.resolve("SIZE", List.of(notNull))
                        .orElseThrow()
                        .resultType()
                        .nullable())
                .isFalse();
        assertThat(FAKES.resolve("SIZE", List.of(DataType.bigint()))
                        .orElseThrow()
                        .resultType()
                        .nullable())
                .isTrue();
        assertThat(FAKES.resolve("MAYBE", List.of(notNull))
                        .orElseThrow()
                        .resultType()
                        .nullable())
                .isTrue();
    }

    @Test
    void aMethodThatCannotBeAFunctionIsRefused() {
        assertThatThrownBy(() -> new FunctionRegistry(List.of(PrimitiveCannotBeNull.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be NULL");
        assertThatThrownBy(() -> new FunctionRegistry(List.of(Fakes.class, Fakes.class)))
                .hasMessageContaining("declared twice");
    }

    static Stream<FunctionSignature> functions() {
        return BUILT_IN.functions().stream();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyFunctionIsFoundByIdAndNamesAndIsDocumented(FunctionSignature function) {
        assertThat(BUILT_IN.withId(function.id())).contains(function);
        assertThat(function.names()).allSatisfy(name -> {
            assertThat(name).matches("[A-Z][A-Z0-9_]*");
            assertThat(BUILT_IN.named(name)).contains(function);
        });
        assertThat(function.doc()).endsWith(".").matches("(?s)[A-Z0-9].*");
        assertThat(function.example()).isNotBlank();
        assertThat(function.group()).isNotBlank();
        assertThat(function.names().stream()
                                .anyMatch(name -> function.example()
                                        .toUpperCase(java.util.Locale.ROOT)
                                        .contains(name))
                        || function.internal())
                .as("the example shows the function")
                .isTrue();
        boolean literalDigits =
                Arrays.asList(ResultRule.ROUNDED, ResultRule.TRUNCATED).contains(function.resultRule());
        assertThat(literalDigits && function.parameters().size() > 2).isFalse();
    }
}
