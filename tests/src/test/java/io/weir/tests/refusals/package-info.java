// SPDX-License-Identifier: Apache-2.0
/** What users read when a statement cannot be run. */
@NullMarked
package io.weir.tests.refusals;

import org.jspecify.annotations.NullMarked;
