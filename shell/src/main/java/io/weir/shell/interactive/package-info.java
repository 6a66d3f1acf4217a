// SPDX-License-Identifier: Apache-2.0
/**
 * The interactive shell: what {@code bin/weir sql} is on a terminal. Line editing is JLine's.
 */
@NullMarked
package io.weir.shell.interactive;

import org.jspecify.annotations.NullMarked;
