// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.weir.executor.kernel.compile;

import org.jspecify.annotations.NullMarked;
