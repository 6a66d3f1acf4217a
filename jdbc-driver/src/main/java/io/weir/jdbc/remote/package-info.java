// SPDX-License-Identifier: Apache-2.0
/** The far side of {@code jdbc:weir://host:port}: engines, sessions and cursors on a server, reached over HTTP. */
@NullMarked
package io.weir.jdbc.remote;

import org.jspecify.annotations.NullMarked;
