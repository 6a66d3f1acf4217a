// SPDX-License-Identifier: Apache-2.0
/** What the documentation says, tried. */
@NullMarked
package io.weir.tests.docs;

import org.jspecify.annotations.NullMarked;
