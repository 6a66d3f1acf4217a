// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.function;

import io.weir.spi.error.ErrorCode;

/**
 * The failure of one row's expression, on its way to becoming a value of the error mask.
 *
 * <p>It carries only its code: there is one instance per code, made without a stack trace, so that throwing it costs
 * little.
 */
public final class RowError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final RowError[] BY_CODE = new RowError[ErrorCode.values().length];

    static {
        for (ErrorCode code : ErrorCode.values()) {
            BY_CODE[code.ordinal()] = new RowError(code);
        }
    }

    private final ErrorCode code;

    private RowError(ErrorCode code) {
        super(code.code(), null, false, false);
        this.code = code;
    }

    public static RowError of(ErrorCode code) {
        return BY_CODE[code.ordinal()];
    }

    public ErrorCode code() {
        return code;
    }
}
