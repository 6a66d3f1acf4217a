// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.weir.executor.operator.topn;

import org.jspecify.annotations.NullMarked;
