// SPDX-License-Identifier: Apache-2.0
/** Random queries over random changes, cut at random places, each answer held against the reference interpreter. */
@NullMarked
package io.weir.tests.differential;

import org.jspecify.annotations.NullMarked;
