// SPDX-License-Identifier: Apache-2.0
/** Our types within Calcite's trees. */
@NullMarked
package io.weir.sqlparser.type;

import org.jspecify.annotations.NullMarked;
