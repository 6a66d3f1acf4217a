// SPDX-License-Identifier: Apache-2.0
/** The session contract, as the doors to an engine use it. */
@NullMarked
package io.weir.tests.session;

import org.jspecify.annotations.NullMarked;
