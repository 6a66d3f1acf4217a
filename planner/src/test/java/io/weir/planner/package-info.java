// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.weir.planner;

import org.jspecify.annotations.NullMarked;
