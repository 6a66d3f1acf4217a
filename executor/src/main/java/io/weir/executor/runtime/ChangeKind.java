// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

/** What a row of a changing result says; its text is the {@code op} column. */
public enum ChangeKind {
    INSERT("+I"),
    DELETE("-D"),
    UPDATE_BEFORE("-U"),
    UPDATE_AFTER("+U");

    private final String text;

    ChangeKind(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
