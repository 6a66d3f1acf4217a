// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import static io.weir.functions.Call.assertFails;
import static io.weir.functions.Call.call;
import static io.weir.spi.error.ErrorCode.INVALID_ARGUMENT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFunctionsTest {
    private static final String DOCUMENT = """
            {"a": [10, {"b": "weir \\u20ac \\ud83d\\ude00 \\n", "c d": true}, [1, 2]], "e": null, "f": -1.50e+2,
             "g": {"h": {}}, "dup": {"x": 1}, "dup": {"y": 2}, "\\u006b": "key", "": "empty"}""";

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            delimiter = '|',
            value = {
                "$.a[0] | 10",
                "lax $.a[1].\"c d\" | true",
                "$['a'][1]['c d'] | true",
                "$.f | -1.50e+2",
                "$.e | NULL",
                "$.a | NULL",
                "$.a[7] | NULL",
                "$.a.b | NULL",
                "$.a[2][1] | 2",
                "$.f[0] | -1.50e+2",
                "strict $.f[0] | NULL",
                "$.f[1] | NULL",
                "$.dup.y | 2",
                "$.dup.x | NULL",
                "$.k | key",
                "$[''] | empty",
                "$ | NULL"
            })
    void scalars(String path, String value) {
        assertThat(call("JSON_VALUE", DOCUMENT, path)).isEqualTo(value);
    }

    @Test
    void escapesAreResolved() {
        assertThat(call("JSON_VALUE", DOCUMENT, "$.a[1].b")).isEqualTo("weir € 😀 \n");
        assertThat(call("JSON_VALUE", "\"\\ud800x\"", "$")).isEqualTo("\uFFFDx");
        assertThat(call("JSON_VALUE", " 42 ", "$")).isEqualTo("42");
    }

    @Test
    void objectsAndArrays() {
        assertThat(call("JSON_QUERY", DOCUMENT, "$.g")).isEqualTo("{\"h\": {}}");
        assertThat(call("JSON_QUERY", DOCUMENT, "$.a[2]")).isEqualTo("[1, 2]");
        assertThat(call("JSON_QUERY", DOCUMENT, "$.f")).isNull();
        assertThat(call("JSON_EXISTS", DOCUMENT, "$.e")).isEqualTo(true);
        assertThat(call("JSON_EXISTS", DOCUMENT, "$.g.h.i")).isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\":1",
                "{\"a\":1,}",
                "{a:1}",
                "[1,]",
                "[1 2]",
                "01",
                "1.",
                ".5",
                "+1",
                "1e",
                "nul",
                "truex",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\t\"",
                "{} {}",
                "NaN",
                "'a'",
                "-"
            })
    void malformedTextHoldsNothing(String text) {
        assertThat(call("IS_JSON", text)).isEqualTo(false);
        assertThat(call("JSON_VALUE", text, "$")).isNull();
        assertThat(call("JSON_EXISTS", text, "$")).isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "[[], {}]",
                "0",
                "-0.0",
                "1E5",
                "\"\"",
                "\"é\"",
                "null",
                "[true,false]",
                "\n{\"a\" : 1}\t"
            })
    void wellFormedText(String text) {
        assertThat(call("IS_JSON", text)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "$.", "$..a", "$[", "$[*]", "$.a[-1]", "$['a'", "$[1234567890]", "$.a b"})
    void malformedPathsFail(String path) {
        assertFails(INVALID_ARGUMENT, "JSON_VALUE", "{}", path);
    }

    @Test
    void deepNestingIsNotJson() {
        assertThat(call("IS_JSON", "[".repeat(500) + "]".repeat(500))).isEqualTo(true);
        assertThat(call("IS_JSON", "[".repeat(501) + "]".repeat(501))).isEqualTo(false);
        assertThat(call("IS_JSON", "[".repeat(1_000_000))).isEqualTo(false);
    }

    @Test
    void quoting() {
        assertThat(call("JSON_QUOTE", "a\"\\\n\u0001é")).isEqualTo("\"a\\\"\\\\\\n\\u0001é\"");
        assertThat(call("JSON_UNQUOTE", "\"we\\u0069r\"")).isEqualTo("weir");
        assertThat(call("JSON_UNQUOTE", "weir")).isEqualTo("weir");
        assertThat(call("JSON_UNQUOTE", "\"")).isEqualTo("\"");
        assertThat(call("JSON_UNQUOTE", "\"a\" ")).isEqualTo("\"a\" ");
    }
}
