// SPDX-License-Identifier: Apache-2.0
/**
 * The command line: {@code bin/weir} and its commands.
 */
@NullMarked
package io.weir.shell;

import org.jspecify.annotations.NullMarked;
