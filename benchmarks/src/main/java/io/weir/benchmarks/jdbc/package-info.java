// SPDX-License-Identifier: Apache-2.0
/** What an application sees: rows through JDBC. */
@NullMarked
package io.weir.benchmarks.jdbc;

import org.jspecify.annotations.NullMarked;
