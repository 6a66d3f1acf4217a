// SPDX-License-Identifier: Apache-2.0
/** Tries an operator in every mode behind one call; for the tests of this and other modules. */
@NullMarked
package io.weir.executor.harness;

import org.jspecify.annotations.NullMarked;
