// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.weir.executor.operator.unnest;

import org.jspecify.annotations.NullMarked;
