// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import org.jspecify.annotations.Nullable;

/** What was wrong in a trial. */
final class TrialFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    /** Where it went wrong: a smaller trial must fail in the same way. */
    enum Kind {
        NOT_PLANNED,
        NOT_RUN,
        OTHER_ANSWER
    }

    private final Kind kind;

    TrialFailure(Kind kind, String message, @Nullable Throwable cause) {
        super(kind + ": " + message, cause);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
