// SPDX-License-Identifier: Apache-2.0
/**
 * The Nexmark queries on a seeded run of events, each held against a program that works its answer out from what it means,
 * with plain collections.
 */
@NullMarked
package io.weir.tests.nexmark;

import org.jspecify.annotations.NullMarked;
