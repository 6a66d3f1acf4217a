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
import io.weir.spi.type.Schema;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A record that is one value: its bytes as they are, a text, or a number in binary. */
public final class RawFormatFactory implements FormatFactory {
    static final Option<Charset> CHARSET = Option.of(
                    "raw.charset", "name of a character set, such as UTF-8 or ISO-8859-1", Charset::forName)
            .defaults(StandardCharsets.UTF_8)
            .doc("The character set of text.");
    static final Option<String> ENDIANNESS = Option.oneOf("raw.endianness", "big-endian", "little-endian")
            .defaults("big-endian")
            .doc("Whether the highest or the lowest byte of a number comes first.");

    @Override
    public String name() {
        return "raw";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(CHARSET, ENDIANNESS);
    }

    @Override
    public Format create(Options options) {
        return new RawFormat(
                options.get(CHARSET),
                options.get(ENDIANNESS).equals("big-endian") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    private static void check(Schema schema) {
        if (schema.size() != 1) {
            throw SqlException.report(ErrorCode.INVALID_DEFINITION)
                    .says("format \"raw\" takes one column, here are %d", schema.size())
                    .detail("The columns are %s.", String.join(", ", schema.names()))
                    .hint("Keep one column, or use 'json' or 'csv'.")
                    .toException();
        }
        DataType type = schema.type(0);
        switch (type.kind()) {
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, VARCHAR, VARBINARY -> {}
            case NULL,
                    DECIMAL,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    TIMESTAMP_LTZ,
                    INTERVAL_MONTHS,
                    INTERVAL_MICROS,
                    ROW,
                    ARRAY,
                    MAP ->
                throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                        .says("column \"%s\" cannot be %s in format \"raw\"", schema.name(0), type.sql())
                        .detail("It takes text, bytes, BOOLEAN, whole numbers, FLOAT and DOUBLE.")
                        .hint("Declare the column as STRING, and convert it in a computed column.")
                        .toException();
        }
    }

    private record RawFormat(Charset charset, ByteOrder order) implements Format {
        @Override
        public Decoder decoder(Schema physical, int[] columns) {
            check(physical);
            return new RawDecoder(physical.name(0), physical.type(0), columns.length > 0, charset, order);
        }

        @Override
        public Encoder encoder(Schema schema) {
            check(schema);
            return new RawEncoder(schema.type(0), charset, order);
        }

        @Override
        public String fileSuffix() {
            return "raw";
        }
    }
}
