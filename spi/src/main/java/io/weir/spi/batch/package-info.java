// SPDX-License-Identifier: Apache-2.0
/** What flows through a job: immutable columnar batches of weighted rows, their vectors and builders. */
@NullMarked
package io.weir.spi.batch;

import org.jspecify.annotations.NullMarked;
