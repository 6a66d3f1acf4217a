// SPDX-License-Identifier: Apache-2.0
/** A bank whose money must always be all there: what a reader of changing answers may see. */
@NullMarked
package io.weir.tests.bank;

import org.jspecify.annotations.NullMarked;
