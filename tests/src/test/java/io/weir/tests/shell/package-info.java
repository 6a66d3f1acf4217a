// SPDX-License-Identifier: Apache-2.0
/** The command line as a process of its own. */
@NullMarked
package io.weir.tests.shell;

import org.jspecify.annotations.NullMarked;
