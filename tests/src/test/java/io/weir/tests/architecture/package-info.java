// SPDX-License-Identifier: Apache-2.0
/** Keeps the sentences of docs/architecture.md true: who may use whom, and what nobody may do. */
@NullMarked
package io.weir.tests.architecture;

import org.jspecify.annotations.NullMarked;
