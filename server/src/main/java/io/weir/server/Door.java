// SPDX-License-Identifier: Apache-2.0
package io.weir.server;

/** A protocol: takes requests and sees to their answers, on the thread of their connection, which it must not keep waiting. */
public interface Door {
    void enter(Request request);
}
