// SPDX-License-Identifier: Apache-2.0
/** Topics of Apache Kafka as tables: {@code kafka} for rows that are added, {@code upsert-kafka} for the last row of each key. */
@NullMarked
package io.weir.connectors.kafka;

import org.jspecify.annotations.NullMarked;
