// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.weir.executor.operator.over;

import org.jspecify.annotations.NullMarked;
