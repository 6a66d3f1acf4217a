// SPDX-License-Identifier: Apache-2.0
package io.weir.shell;

/** A command line that says something wrong; the message is for the person who wrote it. */
final class UsageException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
