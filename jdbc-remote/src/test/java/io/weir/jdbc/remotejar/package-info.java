// SPDX-License-Identifier: Apache-2.0
/** The one jar of the driver, looked at from outside. */
@NullMarked
package io.weir.jdbc.remotejar;

import org.jspecify.annotations.NullMarked;
