// SPDX-License-Identifier: Apache-2.0
/**
 * SQL as characters: where lines begin, where literals and comments end, where one statement ends and the next begins.
 */
@NullMarked
package io.weir.sqlparser.text;

import org.jspecify.annotations.NullMarked;
