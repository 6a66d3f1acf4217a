// SPDX-License-Identifier: Apache-2.0
/** Queries that go by the clock, under virtual time. */
@NullMarked
package io.weir.tests.clock;

import org.jspecify.annotations.NullMarked;
