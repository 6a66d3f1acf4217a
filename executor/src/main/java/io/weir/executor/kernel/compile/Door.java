// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

/** The beginning and the end of the method that a kernel is called by. */
final class Door {
    private Door() {}

    static void open(JavaText out, KernelText kernel) {
        out.line("rows = batch.rowCount();");
        out.line("selected = batch.size();");
        out.line("selection = batch.selection();");
        out.line("now = epochTimeMicros;");
        out.line("this.errors = errors;");
        kernel.inputs().forEach(input -> input.bind(out));
    }

    /** Keeps nothing of the batch alive. */
    static void close(JavaText out, KernelText kernel) {
        kernel.inputs().forEach(input -> input.release(out));
        out.line("selection = null;");
        out.line("this.errors = null;");
    }
}
