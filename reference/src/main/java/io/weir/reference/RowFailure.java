// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.spi.error.ErrorCode;

/** The error that a row's expression came to. */
public final class RowFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    RowFailure(ErrorCode code) {
        super(code.code(), null, false, false);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
