// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.interpret;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import org.jspecify.annotations.Nullable;

/** The error that an expression has at a row in place of a value. */
record Failure(ErrorCode code, @Nullable SourceSpan span) {}
