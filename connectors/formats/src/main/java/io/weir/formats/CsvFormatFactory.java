// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.format.Decoder;
import io.weir.spi.format.Encoder;
import io.weir.spi.format.Format;
import io.weir.spi.format.FormatFactory;
import io.weir.spi.option.Option;
import io.weir.spi.option.Options;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.Schema;
import io.weir.spi.type.TypeKind;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows as lines of fields between delimiters (RFC 4180). */
public final class CsvFormatFactory implements FormatFactory {
    static final Option<Integer> FIELD_DELIMITER =
            character("csv.field-delimiter").defaults((int) ',').doc("What stands between fields; \\t for a tab.");
    static final Option<Integer> QUOTE_CHARACTER =
            character("csv.quote-character").defaults((int) '"').doc("What stands around a field that needs it.");
    static final Option<Boolean> DISABLE_QUOTE_CHARACTER = Option.bool("csv.disable-quote-character")
            .defaults(false)
            .doc("Whether there are no quotes, and a quote character is one like any other.");
    static final Option<Integer> ESCAPE_CHARACTER =
            character("csv.escape-character").doc("What takes its meaning from the character that follows.");
    static final Option<Boolean> ALLOW_COMMENTS =
            Option.bool("csv.allow-comments").defaults(false).doc("Whether lines that begin with # are left out.");
    static final Option<String> NULL_LITERAL = Option.text("csv.null-literal")
            .doc("What stands for NULL. Without it an empty field without quotes is NULL.");
    static final Option<String> ARRAY_ELEMENT_DELIMITER = Option.of(
                    "csv.array-element-delimiter", "text that is not empty", CsvFormatFactory::notEmpty)
            .defaults(";")
            .doc("What stands between the elements of an ARRAY.");
    static final Option<Boolean> HEADER = Option.bool("csv.header")
            .defaults(false)
            .doc("Whether the first line of a file is a header: left out when reading, written when writing.");
    static final Option<Boolean> IGNORE_PARSE_ERRORS = Option.bool("csv.ignore-parse-errors")
            .defaults(false)
            .doc("Whether records that cannot be decoded are dropped without a trace; prefer 'on-error'.");

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(
                FIELD_DELIMITER,
                QUOTE_CHARACTER,
                DISABLE_QUOTE_CHARACTER,
                ESCAPE_CHARACTER,
                ALLOW_COMMENTS,
                NULL_LITERAL,
                ARRAY_ELEMENT_DELIMITER,
                HEADER,
                IGNORE_PARSE_ERRORS);
    }

    @Override
    public Format create(Options options) {
        CsvDialect dialect = new CsvDialect(
                options.get(FIELD_DELIMITER),
                options.get(DISABLE_QUOTE_CHARACTER) ? CsvDialect.NONE : options.get(QUOTE_CHARACTER),
                options.find(ESCAPE_CHARACTER).orElse(CsvDialect.NONE),
                options.get(ALLOW_COMMENTS),
                options.find(NULL_LITERAL)
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .orElse(null),
                options.get(ARRAY_ELEMENT_DELIMITER).getBytes(StandardCharsets.UTF_8),
                options.get(HEADER),
                options.get(IGNORE_PARSE_ERRORS));
        if (dialect.delimiter() == dialect.quote()
                || dialect.delimiter() == dialect.escape()
                || dialect.escape() != CsvDialect.NONE && dialect.escape() == dialect.quote()) {
            throw SqlException.report(ErrorCode.OPTION_VALUE)
                    .says("delimiter, quote and escape character of format \"csv\" must differ")
                    .toException();
        }
        checkNullLiteral(dialect);
        return new CsvFormat(dialect);
    }

    /** What stands for NULL must be readable as a field without quotes. */
    private static void checkNullLiteral(CsvDialect dialect) {
        byte[] literal = dialect.nullLiteral();
        if (literal == null) {
            return;
        }
        boolean readable = literal.length == 0 || !dialect.comments() || literal[0] != CsvDialect.COMMENT;
        for (byte b : literal) {
            readable &= b != dialect.delimiter() && b != '\n' && b != '\r';
            readable &= b != dialect.quote() && b != dialect.escape();
        }
        if (!readable) {
            throw SqlException.report(ErrorCode.OPTION_VALUE)
                    .says("option \"%s\" contains a character that has a meaning of its own", NULL_LITERAL.key())
                    .detail("Delimiters, quotes, escapes and line breaks cannot be part of it.")
                    .toException();
        }
    }

    /** A character of ASCII that is not the end of a line. */
    private static Option<Integer> character(String key) {
        return Option.of(key, "single ASCII character", text -> {
            String plain = switch (text) {
                case "\\t" -> "\t";
                case "\\\\" -> "\\";
                default -> text;
            };
            if (plain.length() != 1 || plain.charAt(0) > 0x7F || plain.equals("\n") || plain.equals("\r")) {
                throw new IllegalArgumentException(text);
            }
            return (int) plain.charAt(0);
        });
    }

    private static String notEmpty(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static void check(String column, DataType type) {
        DataType plain = type instanceof ArrayType array ? array.element() : type;
        switch (plain.kind()) {
            case NULL, ROW, ARRAY, MAP ->
                throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                        .says("column \"%s\" cannot be %s in format \"csv\"", column, type.sql())
                        .detail("A field is a single value, or an ARRAY of such values.")
                        .hint("Use 'format' = 'json'.")
                        .toException();
            default -> {}
        }
    }

    /** Whether an empty field can be a value of the type. */
    static boolean canBeEmpty(DataType type) {
        return type.kind() == TypeKind.VARCHAR || type.kind() == TypeKind.VARBINARY;
    }

    private record CsvFormat(CsvDialect dialect) implements Format {
        @Override
        public Decoder decoder(Schema physical, int[] columns) {
            for (int column : columns) {
                check(physical.name(column), physical.type(column));
            }
            return new CsvDecoder(physical, columns, dialect);
        }

        @Override
        public Encoder encoder(Schema schema) {
            schema.columns().forEach(column -> check(column.name(), column.type()));
            return new CsvEncoder(schema, dialect);
        }

        @Override
        public String fileSuffix() {
            return "csv";
        }
    }
}
