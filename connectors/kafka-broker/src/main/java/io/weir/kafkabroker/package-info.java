// SPDX-License-Identifier: Apache-2.0
/** A Kafka broker in a process of its own, for development, tests and measurements; its jars are never on Weir's class path. */
@NullMarked
package io.weir.kafkabroker;

import org.jspecify.annotations.NullMarked;
