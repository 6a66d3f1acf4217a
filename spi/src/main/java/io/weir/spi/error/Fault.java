// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.error;

/** Who can mend an error: the user's text or data, a system outside, or Weir itself. */
public enum Fault {
    USER,
    OUTSIDE,
    SYSTEM
}
