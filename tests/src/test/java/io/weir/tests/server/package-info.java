// SPDX-License-Identifier: Apache-2.0
/** The server, as its clients meet it: our driver, Avatica's, and those that mean harm. */
@NullMarked
package io.weir.tests.server;

import org.jspecify.annotations.NullMarked;
