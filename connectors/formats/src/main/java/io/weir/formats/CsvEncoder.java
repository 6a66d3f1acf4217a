// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import io.weir.spi.batch.ArrayVector;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BytesVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.format.Encoder;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.Schema;
import io.weir.spi.type.TypeKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Encodes rows as lines of fields, with quotes around those that would be read as something else. */
final class CsvEncoder implements Encoder {
    private final Schema schema;
    private final CsvDialect dialect;
    private final Output line = new Output();
    private final Output field = new Output();

    CsvEncoder(Schema schema, CsvDialect dialect) {
        this.schema = schema;
        this.dialect = dialect;
    }

    @Override
    public void header(OutputStream out) throws IOException {
        if (!dialect.header()) {
            return;
        }
        line.clear();
        for (int column = 0; column < schema.size(); column++) {
            if (column > 0) {
                line.write(dialect.delimiter());
            }
            field.clear();
            field.write(schema.name(column).getBytes(StandardCharsets.UTF_8));
            writeField(schema.name(column), column);
        }
        line.write('\n');
        line.writeTo(out);
    }

    @Override
    public int delimiterLength() {
        return 1;
    }

    @Override
    public void encode(Batch batch, int row, OutputStream out) throws IOException {
        byte[] literal = dialect.nullLiteral();
        line.clear();
        for (int column = 0; column < schema.size(); column++) {
            if (column > 0) {
                line.write(dialect.delimiter());
            }
            Vector vector = batch.column(column);
            DataType type = schema.type(column);
            if (vector.isNull(row)) {
                if (literal != null) {
                    line.write(literal);
                }
            } else {
                field.clear();
                Vector flat = ScalarWriter.resolve(vector);
                int at = ScalarWriter.resolve(vector, row);
                if (type instanceof ArrayType array) {
                    elements((ArrayVector) flat, array.element(), at, schema.name(column));
                } else {
                    scalar(flat, type, at);
                }
                writeField(schema.name(column), column);
            }
        }
        if (line.size() == 0) {
            throw unwritable(schema.name(0), "It would be an empty line, which is no row.");
        }
        line.write('\n');
        line.writeTo(out);
    }

    private void scalar(Vector vector, DataType type, int row) {
        if (type.kind() == TypeKind.VARCHAR) {
            BytesVector bytes = (BytesVector) vector;
            field.write(bytes.block(row), bytes.starts()[row], bytes.lengths()[row]);
        } else {
            ScalarWriter.write(vector, type, row, ' ', field);
        }
    }

    private void elements(ArrayVector vector, DataType type, int row, String column) {
        byte[] delimiter = dialect.elementDelimiter();
        byte[] literal = dialect.nullLiteral();
        int start = vector.starts()[row];
        for (int i = start; i < start + vector.lengths()[row]; i++) {
            if (i > start) {
                field.write(delimiter);
            }
            int from = field.size();
            if (vector.elements().isNull(i)) {
                if (literal != null) {
                    field.write(literal);
                } else if (CsvFormatFactory.canBeEmpty(type)) {
                    throw unwritable(column, "A NULL element of this type needs \"csv.null-literal\".");
                }
            } else {
                scalar(ScalarWriter.resolve(vector.elements()), type, ScalarWriter.resolve(vector.elements(), i));
                checkElement(from, column);
            }
        }
        if (vector.lengths()[row] > 0 && field.size() == 0) {
            throw unwritable(column, "An array of one empty element would be read as one of none.");
        }
    }

    /** An element has no quotes of its own, so it must not look like something else. */
    private void checkElement(int from, String column) {
        byte[] delimiter = dialect.elementDelimiter();
        byte[] literal = dialect.nullLiteral();
        int to = field.size();
        if (literal != null && Arrays.equals(literal, 0, literal.length, field.bytes(), from, to)) {
            throw unwritable(column, "An element is the literal that stands for NULL.");
        }
        for (int i = from; i + delimiter.length <= to; i++) {
            if (Arrays.equals(delimiter, 0, delimiter.length, field.bytes(), i, i + delimiter.length)) {
                throw unwritable(column, "An element contains what stands between elements.");
            }
        }
    }

    /** Writes the field to the line, with quotes or escapes if it needs them. */
    private void writeField(String column, int index) {
        if (!needsCare(index)) {
            line.write(field.bytes(), 0, field.size());
        } else if (dialect.quote() != CsvDialect.NONE) {
            line.write(dialect.quote());
            for (int i = 0; i < field.size(); i++) {
                int b = field.bytes()[i];
                if (b == dialect.escape() || b == dialect.quote()) {
                    line.write(dialect.escape() == CsvDialect.NONE ? dialect.quote() : dialect.escape());
                }
                line.write(b);
            }
            line.write(dialect.quote());
        } else if (dialect.escape() != CsvDialect.NONE) {
            writeEscaped(index, column);
        } else if (field.size() > 0) {
            throw unwritable(column, "It contains a character that needs quotes, and there are none.");
        }
    }

    /** Whether the field would be read as something else if it were written as it is. */
    private boolean needsCare(int index) {
        byte[] literal = dialect.nullLiteral();
        if (isLiteral() || field.size() == 0 && literal == null || beginsSpecially(index)) {
            return true;
        }
        for (int i = 0; i < field.size(); i++) {
            int b = field.bytes()[i];
            if (b == dialect.delimiter() || b == dialect.quote() || b == dialect.escape() || b == '\n' || b == '\r') {
                return true;
            }
        }
        return false;
    }

    private boolean isLiteral() {
        byte[] literal = dialect.nullLiteral();
        return literal != null && Arrays.equals(literal, 0, literal.length, field.bytes(), 0, field.size());
    }

    /** Whether the line would be taken for a comment, or have a byte order mark. */
    private boolean beginsSpecially(int index) {
        return index == 0
                && field.size() > 0
                && (dialect.comments() && field.bytes()[0] == CsvDialect.COMMENT || field.bytes()[0] == (byte) 0xEF);
    }

    private void writeEscaped(int index, String column) {
        int marked = beginsSpecially(index) ? 0 : -1;
        if (isLiteral()) {
            marked = firstWithoutMeaning();
            if (marked < 0 && field.size() > 0) {
                throw unwritable(column, "It is the literal that stands for NULL.");
            }
        }
        for (int i = 0; i < field.size(); i++) {
            int b = field.bytes()[i];
            if (b == '\n' || b == '\r') {
                line.write(dialect.escape());
                line.write(b == '\n' ? 'n' : 'r');
            } else {
                if (i == marked || b == dialect.delimiter() || b == dialect.escape()) {
                    line.write(dialect.escape());
                }
                line.write(b);
            }
        }
    }

    /** A place in the field where an escape changes nothing; -1 when there is none. */
    private int firstWithoutMeaning() {
        for (int i = 0; i < field.size(); i++) {
            if ("nrt0".indexOf(field.bytes()[i]) < 0) {
                return i;
            }
        }
        return -1;
    }

    private static SqlException unwritable(String column, String why) {
        return SqlException.report(ErrorCode.SINK_FAILED)
                .says("a value of column \"%s\" cannot be written in format \"csv\"", column)
                .detail("%s", why)
                .toException();
    }
}
