// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.tests.jdbc.Door;
import io.weir.tests.jdbc.Home;
import io.weir.tests.jdbc.Weir;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The libraries that applications use on top of JDBC, each with its checks; says how many there were. */
@Timeout(600)
@ParameterizedClass
@EnumSource(Door.class)
class ConformanceTest {
    private static final int LEAST = 150;

    @Parameter
    private Door door;

    @TempDir
    private Path folder;

    private Home home;
    private Home empty;

    @BeforeEach
    void open() throws Exception {
        home = door.open();
        empty = door.open();
        Connection connection = home.connect();
        Weir.run(connection, Weir.ticks("ticks", 200));
        Weir.run(connection, "CREATE TABLE hole (n BIGINT, t STRING) WITH ('connector' = 'blackhole')");
    }

    @AfterEach
    void close() throws Exception {
        home.close();
        empty.close();
    }

    @TestFactory
    Stream<DynamicContainer> theLibrariesWork() throws Exception {
        Map<String, List<Check>> suites = new LinkedHashMap<>();
        suites.put("HikariCP", HikariChecks.all(home));
        suites.put("Spring", SpringChecks.all(home));
        suites.put("sqlline", SqllineChecks.all(door, empty, folder));
        int count = suites.values().stream().mapToInt(List::size).sum();
        System.out.println("conformance " + door + ": " + count + " checks ("
                + suites.entrySet().stream()
                        .map(suite -> suite.getKey() + " " + suite.getValue().size())
                        .collect(Collectors.joining(", "))
                + ")");
        assertThat(count).isGreaterThanOrEqualTo(LEAST);
        return suites.entrySet().stream()
                .map(suite -> DynamicContainer.dynamicContainer(
                        suite.getKey(),
                        suite.getValue().stream()
                                .map(check -> DynamicTest.dynamicTest(
                                        check.name(), () -> check.body().run()))));
    }
}
