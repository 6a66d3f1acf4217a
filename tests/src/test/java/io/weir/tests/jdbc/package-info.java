// SPDX-License-Identifier: Apache-2.0
/** The JDBC driver on a running engine. */
@NullMarked
package io.weir.tests.jdbc;

import org.jspecify.annotations.NullMarked;
