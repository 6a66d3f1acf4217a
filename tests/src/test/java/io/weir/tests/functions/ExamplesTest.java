// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.functions.FunctionRegistry;
import io.weir.functions.FunctionSignature;
import io.weir.tests.jdbc.Weir;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The example of each function, run as a statement, is true. */
class ExamplesTest {
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
                    assertThat(Weir.rows(connection, "SELECT " + function.example()))
                            .containsExactly("true");
                }));
    }
}
