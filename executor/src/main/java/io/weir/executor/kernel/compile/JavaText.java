// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

/** Lines of Java under construction, indented by their blocks. */
final class JavaText {
    private final StringBuilder text = new StringBuilder();
    private int depth;

    JavaText(int depth) {
        this.depth = depth;
    }

    /** One line; {@code $} stands for each of the words in turn. */
    JavaText line(String pattern, Object... words) {
        text.append("  ".repeat(depth));
        int word = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '$') {
                text.append(words[word++]);
            } else {
                text.append(c);
            }
        }
        if (word != words.length) {
            throw new IllegalArgumentException(pattern);
        }
        text.append('\n');
        return this;
    }

    /** A line that begins a block. */
    JavaText open(String pattern, Object... words) {
        line(pattern + " {", words);
        depth++;
        return this;
    }

    JavaText close() {
        depth--;
        return line("}");
    }

    /** Ends a block and begins the next, such as {@code else}. */
    JavaText next(String pattern, Object... words) {
        depth--;
        line("} " + pattern + " {", words);
        depth++;
        return this;
    }

    /** An empty text with the same indent. */
    JavaText sibling() {
        return new JavaText(depth);
    }

    /** Lines made elsewhere. */
    JavaText append(JavaText other) {
        text.append(other.text);
        return this;
    }

    int length() {
        return text.length();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
