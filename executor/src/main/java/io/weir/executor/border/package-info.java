// SPDX-License-Identifier: Apache-2.0
/** Where rows leave a job: result streams and sinks, which show an epoch when it is whole. */
@NullMarked
package io.weir.executor.border;

import org.jspecify.annotations.NullMarked;
