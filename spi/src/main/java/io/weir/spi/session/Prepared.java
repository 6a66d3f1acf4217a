// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.session;

import io.weir.spi.type.DataType;
import io.weir.spi.type.Schema;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a statement before it runs.
 *
 * @param parameters types of its {@code ?} in order
 * @param result columns of its rows, the {@code op} column included; empty when it gives none
 */
public record Prepared(String sql, StatementKind kind, List<DataType> parameters, Optional<Schema> result) {}
