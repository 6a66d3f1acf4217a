// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.error.SqlException;
import io.weir.spi.format.Decoder;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.Schema;
import java.util.Arrays;

/** Decodes lines of fields; a line break within quotes belongs to the field. */
final class CsvDecoder implements Decoder {
    private static final int UNWANTED = -1;
    private static final int MAX_TEXT_BYTES = 4 << 20;

    private final CsvDialect dialect;
    private final int fieldCount;
    /** By field the place of its column among those wanted. */
    private final int[] wanted;

    private final Column[] columns;

    private boolean headerNext;
    private boolean markNext;

    // The field read last.
    private byte[] text = {};
    private int textStart;
    private int textEnd;
    private boolean quoted;
    private byte[] unescaped = new byte[256];

    CsvDecoder(Schema physical, int[] wantedColumns, CsvDialect dialect) {
        this.dialect = dialect;
        fieldCount = physical.size();
        wanted = new int[fieldCount];
        Arrays.fill(wanted, UNWANTED);
        columns = new Column[wantedColumns.length];
        for (int i = 0; i < columns.length; i++) {
            wanted[wantedColumns[i]] = i;
            columns[i] = new Column(physical.name(wantedColumns[i]), physical.type(wantedColumns[i]));
        }
    }

    @Override
    public void startFile() {
        headerNext = dialect.header();
        markNext = true;
    }

    // ---- records

    @Override
    public int recordEnd(byte[] bytes, int start, int end, boolean last) {
        if (dialect.comments() && start < end && bytes[start] == CsvDialect.COMMENT) {
            return Lines.end(bytes, start, end, last);
        }
        int whole = last && end > start ? end : -1;
        int at = start;
        while (at < end) {
            if (bytes[at] == dialect.quote()) {
                at = behindQuotes(bytes, at, end);
                if (at < 0 || at == end && !last) {
                    return whole;
                }
            }
            while (at < end && bytes[at] != dialect.delimiter()) {
                if (bytes[at] == '\n') {
                    return at + 1;
                }
                at += bytes[at] == dialect.escape() ? 2 : 1;
            }
            at++;
        }
        return whole;
    }

    /** The index behind the quote that closes the one at {@code open}; -1 when it is not there. */
    private int behindQuotes(byte[] bytes, int open, int end) {
        int at = open + 1;
        while (at < end) {
            if (bytes[at] == dialect.escape()) {
                at++;
            } else if (bytes[at] == dialect.quote()) {
                if (at + 1 == end || bytes[at + 1] != dialect.quote()) {
                    return at + 1;
                }
                at++;
            }
            at++;
        }
        return -1;
    }

    @Override
    public void decode(byte[] bytes, int start, int end, BatchBuilder out) {
        int from = start;
        int to = end;
        if (markNext
                && to - from >= 3
                && bytes[from] == (byte) 0xEF
                && bytes[from + 1] == (byte) 0xBB
                && bytes[from + 2] == (byte) 0xBF) {
            from += 3;
        }
        markNext = false;
        if (to > from && bytes[to - 1] == '\n') {
            to--;
        }
        if (to > from && bytes[to - 1] == '\r') {
            to--;
        }
        if (from == to || dialect.comments() && bytes[from] == CsvDialect.COMMENT) {
            return;
        }
        if (headerNext) {
            headerNext = false;
            return;
        }
        try {
            row(bytes, from, to, out);
            out.endRow(1);
        } catch (SqlException e) {
            if (!dialect.dropErrors()) {
                throw e;
            }
            out.rollback();
        }
    }

    private void row(byte[] bytes, int start, int end, BatchBuilder out) {
        if (!Utf8Bytes.wellFormed(bytes, start, end)) {
            throw Undecodable.record("the line is not UTF-8");
        }
        int field = 0;
        int at = start;
        while (true) {
            at = field(bytes, at, end);
            if (field < fieldCount && wanted[field] != UNWANTED) {
                int column = wanted[field];
                columns[column].append(out.column(column));
            }
            field++;
            if (at == end) {
                break;
            }
            at++;
        }
        if (field != fieldCount) {
            throw Undecodable.record(
                    "the line has %d fields, the table %d columns: %s",
                    field, fieldCount, Undecodable.shown(bytes, start, end));
        }
    }

    // ---- fields

    /** Reads the field that begins at {@code start} and returns its end: a delimiter, or {@code end}. */
    private int field(byte[] bytes, int start, int end) {
        text = bytes;
        quoted = start < end && bytes[start] == dialect.quote();
        if (quoted) {
            return quotedField(bytes, start, end);
        }
        textStart = start;
        int at = start;
        while (at < end && bytes[at] != dialect.delimiter()) {
            if (bytes[at] == dialect.escape()) {
                return escapedField(bytes, start, at, end);
            }
            at++;
        }
        textEnd = at;
        return at;
    }

    private int quotedField(byte[] bytes, int start, int end) {
        int next = behindQuotes(bytes, start, end);
        if (next < 0) {
            throw Undecodable.record("the line ends within quotes: %s", Undecodable.shown(bytes, start, end));
        }
        if (next < end && bytes[next] != dialect.delimiter()) {
            throw Undecodable.record(
                    "the line has %s where a delimiter should be", Undecodable.shown(bytes, next, end));
        }
        textStart = start + 1;
        textEnd = next - 1;
        for (int i = textStart; i < textEnd; i++) {
            if (bytes[i] == dialect.quote() || bytes[i] == dialect.escape()) {
                int size = 0;
                int at = textStart;
                while (at < textEnd) {
                    size = bytes[at] == dialect.escape() ? escaped(bytes, at + 1, size) : put(bytes[at], size);
                    at += bytes[at] == dialect.escape() || bytes[at] == dialect.quote() ? 2 : 1;
                }
                useUnescaped(size);
                return next;
            }
        }
        return next;
    }

    private int escapedField(byte[] bytes, int start, int firstEscape, int end) {
        int size = 0;
        for (int i = start; i < firstEscape; i++) {
            size = put(bytes[i], size);
        }
        int at = firstEscape;
        while (at < end && bytes[at] != dialect.delimiter()) {
            if (bytes[at] == dialect.escape()) {
                if (at + 1 == end) {
                    throw Undecodable.record("the line ends with an escape");
                }
                size = escaped(bytes, at + 1, size);
                at += 2;
            } else {
                size = put(bytes[at++], size);
            }
        }
        useUnescaped(size);
        // An escape makes it as good as quoted: it is neither nothing nor the literal for NULL.
        quoted = true;
        return at;
    }

    private int escaped(byte[] bytes, int at, int size) {
        return put(
                switch (bytes[at]) {
                    case 'n' -> (byte) '\n';
                    case 'r' -> (byte) '\r';
                    case 't' -> (byte) '\t';
                    case '0' -> (byte) 0;
                    default -> bytes[at];
                },
                size);
    }

    private int put(byte b, int size) {
        if (size == unescaped.length) {
            unescaped = Arrays.copyOf(unescaped, size * 2);
        }
        unescaped[size] = b;
        return size + 1;
    }

    private void useUnescaped(int size) {
        text = unescaped;
        textStart = 0;
        textEnd = size;
    }

    /** A wanted column: how its fields are read. */
    private final class Column {
        private final String name;
        private final DataType type;
        private final DataType plainType;
        private final Scalar scalar;
        private final boolean canBeEmpty;

        Column(String name, DataType type) {
            this.name = name;
            this.type = type;
            plainType = type instanceof ArrayType array ? array.element() : type;
            scalar = Scalar.of(type instanceof ArrayType ? name + "[]" : name, plainType, " T");
            canBeEmpty = CsvFormatFactory.canBeEmpty(plainType);
        }

        /** Appends the field read last. */
        void append(VectorBuilder out) {
            if (textEnd - textStart > MAX_TEXT_BYTES) {
                throw Undecodable.column(
                        name,
                        "has a field of more than " + MAX_TEXT_BYTES + " bytes",
                        "That is the most there may be.");
            }
            if (type instanceof ArrayType) {
                if (!quoted && isNull(textStart, textEnd, true)) {
                    appendNull(type, out);
                } else {
                    appendElements(out);
                }
            } else if (quoted ? textStart == textEnd && !canBeEmpty : isNull(textStart, textEnd, canBeEmpty)) {
                if (canBeEmpty && !type.nullable() && textStart == textEnd) {
                    scalar.text(text, textStart, textEnd, out);
                } else {
                    appendNull(type, out);
                }
            } else {
                scalar.text(text, textStart, textEnd, out);
            }
        }

        /** Whether text without quotes is NULL: it is the literal; or it is empty and there is no literal or no empty value. */
        private boolean isNull(int start, int end, boolean emptyValue) {
            byte[] literal = dialect.nullLiteral();
            if (start == end && (literal == null || !emptyValue)) {
                return true;
            }
            return literal != null && Arrays.equals(literal, 0, literal.length, text, start, end);
        }

        private void appendNull(DataType of, VectorBuilder out) {
            if (!of.nullable()) {
                throw Undecodable.column(name, "is NULL", "It is declared NOT NULL.");
            }
            out.appendNull();
        }

        private void appendElements(VectorBuilder out) {
            byte[] delimiter = dialect.elementDelimiter();
            VectorBuilder elements = out.child(0);
            int at = textStart;
            while (textStart < textEnd) {
                int next = at;
                while (next < textEnd && !isAt(delimiter, next)) {
                    next++;
                }
                byte[] literal = dialect.nullLiteral();
                boolean isLiteral = literal != null && Arrays.equals(literal, 0, literal.length, text, at, next);
                if (isLiteral || at == next && !canBeEmpty) {
                    appendNull(plainType, elements);
                } else {
                    scalar.text(text, at, next, elements);
                }
                if (next == textEnd) {
                    break;
                }
                at = next + delimiter.length;
            }
            out.appendChildren();
        }

        private boolean isAt(byte[] delimiter, int at) {
            return at + delimiter.length <= textEnd
                    && Arrays.equals(delimiter, 0, delimiter.length, text, at, at + delimiter.length);
        }
    }
}
