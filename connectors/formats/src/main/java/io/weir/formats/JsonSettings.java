// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

/**
 * The settings of the JSON format.
 *
 * @param failOnMissingField whether an absent field is an error rather than NULL
 * @param dropErrors whether records that cannot be decoded are left out silently
 * @param iso whether date and time have a {@code T} between, rather than a space
 * @param leaveNullsOut whether a NULL field is not written at all
 */
record JsonSettings(boolean failOnMissingField, boolean dropErrors, boolean iso, boolean leaveNullsOut) {
    /** The characters that may stand between date and time. */
    String separators() {
        return iso ? "T" : " ";
    }
}
