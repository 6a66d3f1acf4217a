// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import static io.weir.functions.Call.assertFails;
import static io.weir.functions.Call.call;
import static io.weir.functions.Call.nullOf;
import static io.weir.spi.error.ErrorCode.INVALID_ARGUMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.type.DataType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CollectionFunctionsTest {
    private static List<Integer> list(Integer... elements) {
        return Arrays.asList(elements);
    }

    @Test
    void looking() {
        assertThat(call("CARDINALITY", list(1, null))).isEqualTo(2);
        assertThat(call("CARDINALITY", Map.of("a", 1))).isEqualTo(1);
        assertThat(call("ELEMENT", list(7))).isEqualTo(7);
        assertThat(call("ELEMENT", List.of())).isNull();
        assertFails(INVALID_ARGUMENT, "ELEMENT", list(1, 2));
        assertThat(call("ARRAY_CONTAINS", list(1, 2), 2)).isEqualTo(true);
        assertThat(call("ARRAY_CONTAINS", list(1, null), null)).isEqualTo(true);
        assertThat(call("ARRAY_CONTAINS", list(1, 2), null)).isEqualTo(false);
        assertThat(call("ARRAY_CONTAINS", nullOf(DataType.array(DataType.integer())), 1))
                .isNull();
        assertThat(call("ARRAY_CONTAINS", List.of(0.0, Double.NaN), Double.NaN)).isEqualTo(true);
        assertThat(call("ARRAY_CONTAINS", List.of(0.0), -0.0)).isEqualTo(true);
        assertThat(call("ARRAY_CONTAINS", List.of(new BigDecimal("1.0")), new BigDecimal("1")))
                .isEqualTo(true);
        assertThat(call("ARRAY_POSITION", List.of("a", "b"), "b")).isEqualTo(2);
        assertThat(call("ARRAY_POSITION", List.of("a", "b"), "c")).isEqualTo(0);
        assertThat(call("ARRAY_MAX", list(1, 3, null, 2))).isEqualTo(3);
        assertThat(call("ARRAY_MIN", list(null, 3, 2))).isEqualTo(2);
        assertThat(call("ARRAY_MIN", list((Integer) null))).isNull();
        assertThat(call("ARRAY_MAX", List.of("\uFFFD", "😀"))).isEqualTo("😀");
    }

    @Test
    void joining() {
        assertThat(call("ARRAY_JOIN", Arrays.asList("a", null, "c"), "-")).isEqualTo("a-c");
        assertThat(call("ARRAY_JOIN", Arrays.asList("a", null, "c"), "-", "?")).isEqualTo("a-?-c");
        assertThat(call("ARRAY_JOIN", List.of(1.0, 1e10), " ")).isEqualTo("1.0 1.0E10");
        assertThat(call("ARRAY_JOIN", List.of(), "-")).isEqualTo("");
        assertThat(call("SPLIT", "a--b", "-")).isEqualTo(List.of("a", "", "b"));
        assertThat(call("SPLIT", "", "-")).isEqualTo(List.of(""));
        assertThat(call("SPLIT", "a€", "")).isEqualTo(List.of("a", "€"));
    }

    @Test
    void changing() {
        assertThat(call("ARRAY_APPEND", list(1), 2)).isEqualTo(list(1, 2));
        assertThat(call("ARRAY_APPEND", list(1), null)).isEqualTo(list(1, null));
        assertThat(call("ARRAY_PREPEND", list(1), 2)).isEqualTo(list(2, 1));
        assertThat(call("ARRAY_CONCAT", list(1), list(), list(2, 1))).isEqualTo(list(1, 2, 1));
        assertThat(call("ARRAY_DISTINCT", list(2, null, 2, null, 1))).isEqualTo(list(2, null, 1));
        assertThat(call("ARRAY_UNION", list(1, 2), list(3, 2))).isEqualTo(list(1, 2, 3));
        assertThat(call("ARRAY_EXCEPT", list(1, 2, 1), list(2))).isEqualTo(list(1));
        assertThat(call("ARRAY_INTERSECT", list(1, 2, 2), list(2, 3))).isEqualTo(list(2));
        assertThat(call("ARRAY_REMOVE", list(1, null, 1, 2), 1)).isEqualTo(list(null, 2));
        assertThat(call("ARRAY_REMOVE", list(1, null), null)).isEqualTo(list(1));
        assertThat(call("ARRAY_REVERSE", list(1, 2, 3))).isEqualTo(list(3, 2, 1));
        assertThat(call("ARRAY_SORT", list(3, null, 1))).isEqualTo(list(null, 1, 3));
        assertThat(call("ARRAY_SORT", list(3, null, 1), false)).isEqualTo(list(3, 1, null));
    }

    @Test
    void slices() {
        assertThat(call("ARRAY_SLICE", list(1, 2, 3, 4), 2, 3)).isEqualTo(list(2, 3));
        assertThat(call("ARRAY_SLICE", list(1, 2, 3, 4), -2)).isEqualTo(list(3, 4));
        assertThat(call("ARRAY_SLICE", list(1, 2, 3, 4), -9, -2)).isEqualTo(list(1, 2, 3));
        assertThat(call("ARRAY_SLICE", list(1, 2), 0, 0)).isEqualTo(list(1));
        assertThat(call("ARRAY_SLICE", list(1, 2), 3)).isEqualTo(list());
        assertThat(call("ARRAY_SLICE", list(1, 2), 2, 1)).isEqualTo(list());
        assertThat(call("ARRAY_SLICE", list(1, 2), Integer.MIN_VALUE, Integer.MAX_VALUE))
                .isEqualTo(list(1, 2));
    }

    @Test
    void maps() {
        assertThat(call("MAP_KEYS", Map.of("a", 1))).isEqualTo(List.of("a"));
        assertThat(call("MAP_VALUES", Map.of("a", 1))).isEqualTo(List.of(1));
        assertThat(call("MAP_FROM_ARRAYS", List.of("a", "b"), list(1, null))).hasToString("{a=1, b=null}");
        assertFails(INVALID_ARGUMENT, "MAP_FROM_ARRAYS", List.of("a", "a"), list(1, 2));
        assertFails(INVALID_ARGUMENT, "MAP_FROM_ARRAYS", List.of("a"), list(1, 2));
        assertFails(INVALID_ARGUMENT, "MAP_FROM_ARRAYS", Arrays.asList("a", null), list(1, 2));
        assertThat(call("MAP_UNION", Map.of("a", 1), Map.of("a", 2))).isEqualTo(Map.of("a", 2));
        assertThat(call("STR_TO_MAP", "a=1,b=2=3,,c").toString()).isEqualTo("{a=1, b=2=3, =null, c=null}");
        assertThat(call("STR_TO_MAP", "")).isEqualTo(Map.of());
        assertThat(call("STR_TO_MAP", "a::1;;b::2", ";;", "::")).isEqualTo(Map.of("a", "1", "b", "2"));
        assertFails(INVALID_ARGUMENT, "STR_TO_MAP", "a", "", "=");
    }

    @Test
    void typesOfResults() {
        FunctionRegistry functions = FunctionRegistry.builtIn();
        DataType ints = DataType.array(DataType.integer().withNullable(false));
        assertThat(functions
                        .resolve("ARRAY_APPEND", List.of(ints, DataType.bigint()))
                        .orElseThrow()
                        .resultType()
                        .sql())
                .isEqualTo("ARRAY<BIGINT>");
        assertThat(functions
                        .resolve("ARRAY_CONCAT", List.of(ints, ints))
                        .orElseThrow()
                        .resultType()
                        .sql())
                .isEqualTo("ARRAY<INT NOT NULL>");
        assertThat(functions
                        .resolve("ARRAY_MAX", List.of(ints))
                        .orElseThrow()
                        .resultType()
                        .sqlWithNullability())
                .isEqualTo("INT");
        assertThat(functions
                        .resolve("MAP_FROM_ARRAYS", List.of(ints, DataType.array(DataType.text())))
                        .orElseThrow()
                        .resultType()
                        .sql())
                .isEqualTo("MAP<INT NOT NULL, STRING>");
        assertThat(functions
                        .resolve("SPLIT", List.of(DataType.text(), DataType.text()))
                        .orElseThrow()
                        .resultType()
                        .sql())
                .isEqualTo("ARRAY<STRING>");
    }
}
