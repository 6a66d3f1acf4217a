// SPDX-License-Identifier: Apache-2.0
/**
 * Sessions, cursors, catalog and jobs: what a {@code jdbc:weir:} connection opens.
 */
@NullMarked
package io.weir.engine;

import org.jspecify.annotations.NullMarked;
