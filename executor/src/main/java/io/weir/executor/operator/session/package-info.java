// SPDX-License-Identifier: Apache-2.0
/** Windows that end where rows leave a gap. */
@NullMarked
package io.weir.executor.operator.session;

import org.jspecify.annotations.NullMarked;
