// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.conformance;

/** One thing that a library must find true of the driver. */
record Check(String name, Body body) {
    /** Fails when it is not so. */
    interface Body {
        void run() throws Exception;
    }
}
