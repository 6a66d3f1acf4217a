// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

/** Writes the loop over the rows of a batch around what is done for a row. */
final class Loop {
    /** Up to here a flat body is written twice, with and without a selection. */
    private static final int TWICE_CHARACTERS_MAX = 6_000;

    private Loop() {}

    /** Locals for the fields that the body reads. */
    static void locals(JavaText out, Emitter emitter) {
        KernelText kernel = emitter.kernel();
        for (String field : emitter.used()) {
            String type = kernel.fieldType(field);
            out.line("final $ $ = this.$;", type, field, field);
        }
    }

    static void write(JavaText out, JavaText body, boolean flat) {
        if (flat && body.length() <= TWICE_CHARACTERS_MAX) {
            out.open("if (selection == null)");
            out.open("for (int i = 0; i < rows; i++)").append(body).close();
            out.next("else");
            out.open("for (int k = 0; k < selected; k++)")
                    .line("int i = selection[k];")
                    .append(body)
                    .close();
            out.close();
        } else {
            out.open("for (int k = 0; k < selected; k++)")
                    .line("int i = selection == null ? k : selection[k];")
                    .append(body)
                    .close();
        }
    }

    /** The head of every method with a loop: what does not change from row to row. */
    static void head(JavaText out) {
        out.line("final int rows = this.rows;");
        out.line("final int selected = this.selected;");
        out.line("final int[] selection = this.selection;");
    }
}
