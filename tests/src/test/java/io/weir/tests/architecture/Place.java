// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.architecture;

import com.tngtech.archunit.core.domain.JavaClass;

/** A package of Weir that the rules speak of: nearly always a module, under the name of its package. */
enum Place {
    SPI("io.weir.spi"),
    PLAN("io.weir.plan"),
    FUNCTIONS("io.weir.functions"),
    SQL_PARSER("io.weir.sqlparser"),
    PLANNER("io.weir.planner"),
    EXECUTOR("io.weir.executor"),
    OPERATORS("io.weir.executor.operator"),
    REFERENCE("io.weir.reference"),
    FORMATS("io.weir.formats"),
    DATAGEN("io.weir.connectors.datagen"),
    NEXMARK("io.weir.connectors.nexmark"),
    FILESYSTEM("io.weir.connectors.filesystem"),
    KAFKA("io.weir.connectors.kafka"),
    KAFKA_BROKER("io.weir.kafkabroker"),
    ENGINE("io.weir.engine"),
    JDBC_DRIVER("io.weir.jdbc"),
    SERVER("io.weir.server"),
    SHELL("io.weir.shell"),
    BENCHMARKS("io.weir.benchmarks");

    private final String root;

    Place(String root) {
        this.root = root;
    }

    /** The place in ArchUnit's notation: the package and all below it. */
    String packages() {
        return root + "..";
    }

    boolean holds(JavaClass type) {
        return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
    }
}
