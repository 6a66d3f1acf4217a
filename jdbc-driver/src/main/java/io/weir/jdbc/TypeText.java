// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads a type from the text that {@link DataType#sql()} gives, such as {@code ROW<`a` INT, b ARRAY<STRING>>}. */
final class TypeText {
    private final String text;
    private int at;

    private TypeText(String text) {
        this.text = text;
    }

    static DataType parse(String text) {
        TypeText reader = new TypeText(text);
        try {
            DataType type = reader.type(0);
            reader.skipSpace();
            if (reader.at < text.length()) {
                throw reader.unknown();
            }
            return type;
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw reader.unknown();
        }
    }

    private SqlException unknown() {
        return SqlException.report(ErrorCode.INVALID_TYPE)
                .says("type \"%s\" does not exist", text)
                .hint("Write it as in CREATE TABLE, such as DECIMAL(10, 2), ARRAY<INT> or ROW<a INT, b STRING>.")
                .toException();
    }

    private DataType type(int depth) {
        if (depth > 32) {
            throw unknown();
        }
        DataType type = bare(depth);
        int before = at;
        if (accepts("NOT") && accepts("NULL")) {
            return type.withNullable(false);
        }
        at = before;
        return type;
    }

    private DataType bare(int depth) {
        String word = word().toUpperCase(Locale.ROOT);
        switch (word) {
            case "BOOLEAN":
                return DataType.bool();
            case "TINYINT":
                return DataType.tinyint();
            case "SMALLINT":
                return DataType.smallint();
            case "INT", "INTEGER":
                return DataType.integer();
            case "BIGINT":
                return DataType.bigint();
            case "FLOAT", "REAL":
                return DataType.floating();
            case "DOUBLE":
                accepts("PRECISION");
                return DataType.doubling();
            case "DECIMAL", "DEC", "NUMERIC":
                List<Integer> digits = numbers();
                return DataType.decimal(digits.isEmpty() ? 10 : digits.get(0), digits.size() < 2 ? 0 : digits.get(1));
            case "STRING":
                return DataType.text();
            case "VARCHAR", "CHAR":
                List<Integer> length = numbers();
                return length.isEmpty() ? DataType.text() : DataType.text(length.get(0));
            case "BYTES":
                return DataType.bytes();
            case "VARBINARY", "BINARY":
                List<Integer> bytes = numbers();
                return bytes.isEmpty() ? DataType.bytes() : new DataType.BytesType(bytes.get(0), true);
            case "DATE":
                return DataType.date();
            case "TIME":
                return DataType.time(precision(0));
            case "TIMESTAMP":
                return DataType.timestamp(precision(6));
            case "TIMESTAMP_LTZ":
                return DataType.timestampLtz(precision(6));
            case "INTERVAL":
                return interval();
            case "NULL":
                return DataType.ofNull();
            case "ARRAY":
                expect('<');
                DataType element = type(depth + 1);
                expect('>');
                return DataType.array(element);
            case "MAP":
                expect('<');
                DataType key = type(depth + 1);
                expect(',');
                DataType value = type(depth + 1);
                expect('>');
                return DataType.map(key, value);
            case "ROW":
                return row(depth);
            default:
                throw unknown();
        }
    }

    private DataType interval() {
        String unit = word().toUpperCase(Locale.ROOT);
        if (accepts("TO")) {
            word();
        }
        return unit.equals("YEAR") || unit.equals("MONTH") ? DataType.intervalMonths() : DataType.intervalMicros();
    }

    private DataType row(int depth) {
        List<Field> fields = new ArrayList<>();
        expect('<');
        do {
            fields.add(new Field(name(), type(depth + 1)));
        } while (accepts(','));
        expect('>');
        return DataType.row(fields);
    }

    private int precision(int otherwise) {
        List<Integer> digits = numbers();
        return digits.isEmpty() ? otherwise : digits.get(0);
    }

    private List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        if (accepts('(')) {
            do {
                numbers.add(Integer.parseInt(word()));
            } while (accepts(','));
            expect(')');
        }
        if (numbers.size() > 2
                || !numbers.isEmpty() && numbers.get(0) > DecimalType.MAX_PRECISION && numbers.size() > 1) {
            throw unknown();
        }
        return numbers;
    }

    private String name() {
        skipSpace();
        if (at < text.length() && (text.charAt(at) == '`' || text.charAt(at) == '"')) {
            char quote = text.charAt(at++);
            StringBuilder name = new StringBuilder();
            while (text.charAt(at) != quote || at + 1 < text.length() && text.charAt(at + 1) == quote) {
                at += text.charAt(at) == quote ? 1 : 0;
                name.append(text.charAt(at++));
            }
            at++;
            return name.toString();
        }
        return word();
    }

    private String word() {
        skipSpace();
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        if (start == at) {
            throw unknown();
        }
        return text.substring(start, at);
    }

    private boolean accepts(String word) {
        skipSpace();
        if (text.regionMatches(true, at, word, 0, word.length())) {
            at += word.length();
            return true;
        }
        return false;
    }

    private boolean accepts(char c) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!accepts(c)) {
            throw unknown();
        }
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
