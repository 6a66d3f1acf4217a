// SPDX-License-Identifier: Apache-2.0
/** The functions as statements see them. */
@NullMarked
package io.weir.tests.functions;

import org.jspecify.annotations.NullMarked;
