// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.function.Determinism;
import io.weir.spi.type.TypeKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FunctionPageTest {
    private static final Path PAGE = Path.of("..", "docs", "functions.md");

    private static final Map<String, String> SECTIONS = new LinkedHashMap<>();

    static {
        SECTIONS.put("text", """
                ## Text

                Characters are Unicode code points. Text compares by its UTF-8 bytes.
                """);
        SECTIONS.put("pattern", """
                ## Patterns

                Regular expressions are those of [RE2](https://github.com/google/re2/wiki/Syntax), whose time is linear in the text: there
                are no look-arounds and no back references.
                """);
        SECTIONS.put("number", """
                ## Numbers

                Overflow is an error, never a wrong number. `FLOAT` and `DOUBLE` arguments may be NaN or infinite; a finite argument never gives
                such a result.
                """);
        SECTIONS.put("comparison", """
                ## Comparison
                """);
        SECTIONS.put("time", """
                ## Dates and times

                Years are 1 to 9999. A `TIMESTAMP_LTZ` is taken in the session's time zone where a function needs a date or an hour. Of a local
                time that comes twice the first is meant, one that is left out lies behind the gap.
                """);
        SECTIONS.put("collection", """
                ## Arrays and maps

                Places are counted from 1.
                """);
        SECTIONS.put("json", """
                ## JSON

                A path goes by members and elements, from 0: `$.orders[0]['unit price']`.
                """);
        SECTIONS.put("encoding", """
                ## Encodings
                """);
        SECTIONS.put("random", """
                ## Chance
                """);
    }

    /** How SQL writes what the planner calls by another name. */
    private static final Map<String, String> SYNTAX = Map.of(
            "FLOOR_TO", "FLOOR(... TO unit)",
            "CEIL_TO", "CEIL(... TO unit)",
            "PLUS_INTERVAL", "Date or time + interval",
            "SIMILAR_TO", "SIMILAR TO",
            "TRIM_BOTH", "TRIM(BOTH ... FROM ...)",
            "TRIM_LEADING", "TRIM(LEADING ... FROM ...)",
            "TRIM_TRAILING", "TRIM(TRAILING ... FROM ...)");

    @Test
    @Tag("golden")
    void thePageOfFunctionsIsThatOfTheRegistry() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Functions

                Each function is shown by an expression that is true. `NULL` in any argument gives `NULL` unless a function says otherwise. An
                argument is widened where that loses nothing: `TINYINT` to `SMALLINT`, `INT`, `BIGINT`, `DECIMAL`, `FLOAT`, `DOUBLE`; `DATE`
                and `TIMESTAMP_LTZ` to `TIMESTAMP`. Where a function *fails*, its row has an error in the place of a value. Names match in any
                case. Aggregates stand on the page of [totals](sql/group.md), ranks, `LAG` and others on that of [frames](sql/over.md), `TUMBLE` and others on that
                of [windows](sql/windows.md). This page is made from the annotations in `functions/`.
                """);
        SECTIONS.forEach((group, heading) -> {
            page.append('\n').append(heading);
            inGroup(group).forEach((name, overloads) -> append(overloads, page));
        });
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).content().isEqualTo(page.toString());
    }

    @Test
    void everyGroupHasASection() {
        assertThat(FunctionRegistry.builtIn().functions())
                .allSatisfy(function -> assertThat(SECTIONS).containsKey(function.group()));
    }

    private static Map<String, List<FunctionSignature>> inGroup(String group) {
        return FunctionRegistry.builtIn().functions().stream()
                .filter(function -> function.group().equals(group))
                .sorted(Comparator.comparing(FunctionPageTest::width))
                .collect(Collectors.groupingBy(FunctionSignature::name, TreeMap::new, Collectors.toList()));
    }

    /** Functions of fewer and narrower arguments come first. */
    private static int width(FunctionSignature function) {
        int width = 1_000 * function.parameters().size();
        for (Parameter parameter : function.parameters()) {
            width = width + (parameter.kind() == null ? 0 : parameter.kind().ordinal());
        }
        return width;
    }

    private static void append(List<FunctionSignature> overloads, StringBuilder page) {
        String names = overloads.stream()
                .flatMap(function -> function.names().stream())
                .distinct()
                .collect(Collectors.joining(", "));
        page.append("\n### ").append(SYNTAX.getOrDefault(names, names)).append('\n');
        overloads.stream()
                .collect(Collectors.groupingBy(
                        function -> List.of(function.doc(), function.example()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .forEach((texts, alike) -> page.append("\n```sql\n")
                        .append(texts.get(1))
                        .append("\n```\n\n")
                        .append(texts.get(0))
                        .append(alike.get(0).determinism() == Determinism.VOLATILE ? " *Differs from row to row.*" : "")
                        .append('\n')
                        .append(signatures(alike)));
    }

    private static String signatures(List<FunctionSignature> alike) {
        return alike.get(0).internal()
                ? ""
                : alike.stream()
                        .map(FunctionPageTest::signature)
                        .distinct()
                        .collect(Collectors.joining(", ", "\n", "\n"));
    }

    private static String signature(FunctionSignature function) {
        String parameters =
                function.parameters().stream().map(Parameter::typeName).collect(Collectors.joining(", "));
        String dots = function.varargs() ? ", ..." : "";
        return "`" + function.name() + "(" + parameters + dots + ") → " + result(function) + "`";
    }

    private static String result(FunctionSignature function) {
        TypeKind kind = function.resultKind();
        return switch (function.resultRule()) {
            case DECLARED ->
                kind == TypeKind.ARRAY ? "ARRAY<STRING>" : kind == TypeKind.MAP ? "MAP<STRING, STRING>" : name(kind);
            case SAME_AS_FIRST, WIDEST, INTEGER_PART, ROUNDED, TRUNCATED, REMAINDER, WIDEST_ARRAY -> name(kind);
            case ELEMENT_OF_FIRST -> "its element";
            case ARRAY_OF_FIRST, KEYS_OF_FIRST, VALUES_OF_FIRST -> "ARRAY";
            case MAP_OF_ARRAYS -> "MAP";
        };
    }

    private static String name(TypeKind kind) {
        return new Parameter("", kind, 0).typeName();
    }
}
