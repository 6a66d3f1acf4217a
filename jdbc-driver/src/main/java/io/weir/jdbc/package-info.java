// SPDX-License-Identifier: Apache-2.0
/**
 * The JDBC driver: {@code jdbc:weir:} opens an engine in this process, found by {@link java.util.ServiceLoader}.
 */
@NullMarked
package io.weir.jdbc;

import org.jspecify.annotations.NullMarked;
