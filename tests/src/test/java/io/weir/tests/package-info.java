// SPDX-License-Identifier: Apache-2.0
/**
 * Tests of the whole: the rules of the house, SQL scripts, and their matrix of configurations.
 */
@NullMarked
package io.weir.tests;

import org.jspecify.annotations.NullMarked;
