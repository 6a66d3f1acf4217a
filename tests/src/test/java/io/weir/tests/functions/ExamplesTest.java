// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.functions.FunctionRegistry;
import io.weir.functions.FunctionSignature;
import io.weir.tests.jdbc.Weir;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The example of each function, run as a statement, is true. */
class ExamplesTest {
    /** Functions that the planner does not reach yet; a test fails when one does. */
    private static final Set<String> NOT_YET = Set.of("TRANSLATE(STRING,STRING,STRING)", "JSON_QUERY(STRING,STRING)");

    private static Connection connection;

    @BeforeAll
    static void open() throws SQLException {
        connection = Weir.open();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    private static List<FunctionSignature> functions() {
        return FunctionRegistry.builtIn().functions().stream()
                .filter(function -> !function.internal())
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> theExampleOfAFunctionIsTrue() {
        assertThat(functions()).hasSizeGreaterThan(100);
        return functions().stream()
                .map(function -> DynamicTest.dynamicTest(function.id() + ": " + function.example(), () -> {
                    assertThat(function.example()).isNotBlank();
                    if (NOT_YET.contains(function.id())) {
                        assertThatThrownBy(() -> Weir.rows(connection, "SELECT " + function.example()))
                                .as("take it out of NOT_YET")
                                .isInstanceOf(SQLException.class);
                        return;
                    }
                    assertThat(Weir.rows(connection, "SELECT " + function.example()))
                            .containsExactly("true");
                }));
    }
}
