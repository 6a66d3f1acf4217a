// SPDX-License-Identifier: Apache-2.0
/** Kafka tables through JDBC, against a real broker. */
@NullMarked
package io.weir.tests.kafka;

import org.jspecify.annotations.NullMarked;
