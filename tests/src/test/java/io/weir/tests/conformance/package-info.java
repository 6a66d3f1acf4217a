// SPDX-License-Identifier: Apache-2.0
/** What applications put on top of JDBC, held to work with the driver: pools, frameworks, command lines. */
@NullMarked
package io.weir.tests.conformance;

import org.jspecify.annotations.NullMarked;
