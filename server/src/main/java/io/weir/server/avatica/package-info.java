// SPDX-License-Identifier: Apache-2.0
/** The door of Avatica's own driver and of others that speak its protocol, in protobuf. */
@NullMarked
package io.weir.server.avatica;

import org.jspecify.annotations.NullMarked;
