// SPDX-License-Identifier: Apache-2.0
/** Tests of the interactive shell. */
@NullMarked
package io.weir.shell.interactive;

import org.jspecify.annotations.NullMarked;
