// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The one way in which a function may fail. */
final class Fails {
    private Fails() {}

    static void with(ErrorCode code, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(RowError.class);
        assertThat(((RowError) thrown).code()).isEqualTo(code);
    }
}
