// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import static org.apache.calcite.sql.fun.SqlStdOperatorTable.*;

import io.weir.functions.FunctionRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlCastFunction;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/**
 * Every operator and function that a statement may use, each registered once: those of Calcite's that we have a meaning
 * for, and the library's. What is not here does not exist.
 */
public final class Operators implements SqlOperatorTable {
    static final SqlFunction TRY_CAST = new SqlCastFunction("TRY_CAST", SqlKind.SAFE_CAST);

    private static final List<SqlOperator> STANDARD = List.of(
            // arithmetic and comparison, beside our own
            UNARY_MINUS,
            UNARY_PLUS,
            MINUS_DATE,
            IN,
            NOT_IN,
            LIKE,
            NOT_LIKE,
            SIMILAR_TO,
            NOT_SIMILAR_TO,
            // logic
            AND,
            OR,
            NOT,
            IS_NULL,
            IS_NOT_NULL,
            IS_TRUE,
            IS_NOT_TRUE,
            IS_FALSE,
            IS_NOT_FALSE,
            IS_UNKNOWN,
            IS_NOT_UNKNOWN,
            // choice and conversion
            CASE,
            COALESCE,
            NULLIF,
            CAST,
            TRY_CAST,
            // structures
            ROW,
            ITEM,
            DOT,
            ARRAY_VALUE_CONSTRUCTOR,
            MAP_VALUE_CONSTRUCTOR,
            // text
            CONCAT,
            // aggregates
            COUNT,
            Total.SUM,
            AVG,
            MIN,
            MAX,
            GROUPING,
            GROUPING_ID,
            // functions over frames
            ROW_NUMBER,
            RANK,
            DENSE_RANK,
            PERCENT_RANK,
            CUME_DIST,
            NTILE,
            OVER,
            WITHIN_GROUP,
            FILTER,
            IGNORE_NULLS,
            RESPECT_NULLS,
            // sub-queries
            EXISTS,
            SCALAR_QUERY,
            SOME_LT,
            SOME_LE,
            SOME_GT,
            SOME_GE,
            SOME_EQ,
            SOME_NE,
            ALL_LT,
            ALL_LE,
            ALL_GT,
            ALL_GE,
            ALL_EQ,
            ALL_NE,
            // tables
            UNION,
            UNION_ALL,
            INTERSECT,
            INTERSECT_ALL,
            EXCEPT,
            EXCEPT_ALL,
            UNNEST,
            UNNEST_WITH_ORDINALITY,
            LATERAL,
            NULLS_FIRST,
            NULLS_LAST,
            DESC,
            DESCRIPTOR);

    private final FunctionRegistry functions;
    private final Map<String, List<SqlOperator>> byName = new HashMap<>();

    public Operators(FunctionRegistry functions) {
        this.functions = functions;
        STANDARD.forEach(this::add);
        Arithmetic.ALL.forEach(this::add);
        Comparison.ALL.forEach(this::add);
        EpochFunction.ALL.forEach(this::add);
        WindowFunction.ALL.forEach(this::add);
        FrameFunction.ALL.forEach(this::add);
        AggregateOperator.ALL.forEach(this::add);
        functions.functions().stream()
                .flatMap(function -> function.names().stream())
                .distinct()
                .forEach(name -> add(new LibraryFunction(name, functions)));
    }

    private void add(SqlOperator operator) {
        byName.computeIfAbsent(operator.getName().toUpperCase(Locale.ROOT), name -> new ArrayList<>(1))
                .add(operator);
    }

    public FunctionRegistry functions() {
        return functions;
    }

    /** Names that can be called. */
    SortedSet<String> functionNames() {
        SortedSet<String> names = new TreeSet<>(functions.names());
        byName.forEach((name, operators) -> {
            if (operators.stream()
                    .anyMatch(each -> each instanceof SqlFunction && !(each instanceof LibraryFunction))) {
                names.add(name);
            }
        });
        return names;
    }

    @Override
    public void lookupOperatorOverloads(
            SqlIdentifier name,
            @Nullable SqlFunctionCategory category,
            SqlSyntax syntax,
            List<SqlOperator> found,
            SqlNameMatcher matcher) {
        if (!name.isSimple()) {
            return;
        }
        for (SqlOperator operator : byName.getOrDefault(name.getSimple().toUpperCase(Locale.ROOT), List.of())) {
            if (operator.getSyntax().family == syntax.family
                    || (syntax.family == SqlSyntax.FUNCTION && operator instanceof SqlFunction)) {
                found.add(operator);
            }
        }
    }

    @Override
    public List<SqlOperator> getOperatorList() {
        return byName.values().stream().flatMap(List::stream).toList();
    }
}
