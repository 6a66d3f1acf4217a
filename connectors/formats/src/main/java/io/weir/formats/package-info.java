// SPDX-License-Identifier: Apache-2.0
/**
 * Formats: bytes decoded straight into vectors, and rows encoded into bytes.
 */
@NullMarked
package io.weir.formats;

import org.jspecify.annotations.NullMarked;
