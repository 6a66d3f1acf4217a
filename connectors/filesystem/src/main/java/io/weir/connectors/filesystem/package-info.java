// SPDX-License-Identifier: Apache-2.0
/**
 * Reads and writes files and folders of files; the smallest complete connector, and the one to copy.
 */
@NullMarked
package io.weir.connectors.filesystem;

import org.jspecify.annotations.NullMarked;
