// SPDX-License-Identifier: Apache-2.0
/** SQL scripts whose tables are fed step by step. */
@NullMarked
package io.weir.tests.scripts;

import org.jspecify.annotations.NullMarked;
