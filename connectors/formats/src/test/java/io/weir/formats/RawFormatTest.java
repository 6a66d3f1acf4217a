// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.format.Format;
import io.weir.spi.option.Options;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RawFormatTest {
    private static Format format(Map<String, String> options) {
        RawFormatFactory factory = new RawFormatFactory();
        return factory.create(Options.check("raw", options, factory.options()));
    }

    private static Schema schema(DataType type) {
        return new Schema(List.of(new Field("v", type)));
    }

    private static Object decoded(DataType type, Map<String, String> options, byte... bytes) {
        BatchBuilder rows = new BatchBuilder(List.of(type));
        format(options).decoder(schema(type), new int[] {0}).decode(bytes, 0, bytes.length, rows);
        return rows.build().rows(List.of(type)).get(0).get(0);
    }

    private static byte[] encoded(DataType type, Map<String, String> options, Object value) {
        BatchBuilder rows = new BatchBuilder(List.of(type));
        rows.append(Arrays.asList(value), 1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            format(options).encoder(schema(type)).encode(rows.build(), 0, out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static void bothWays(DataType type, Object value, int... bytes) {
        byte[] expected = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            expected[i] = (byte) bytes[i];
        }
        assertThat(encoded(type, Map.of(), value)).as(type.sql()).isEqualTo(expected);
        assertThat(decoded(type, Map.of(), expected)).as(type.sql()).isEqualTo(value);
    }

    @Test
    void eachTypeHasItsBytes() {
        bothWays(DataType.text(), "h\u00E4", 'h', 0xC3, 0xA4);
        bothWays(DataType.bytes(), new byte[] {0, (byte) 0xFF}, 0, 0xFF);
        bothWays(DataType.bool(), true, 1);
        bothWays(DataType.smallint(), -2, 0xFF, 0xFE);
        bothWays(DataType.integer(), 258, 0, 0, 1, 2);
        bothWays(DataType.bigint(), 258L, 0, 0, 0, 0, 0, 0, 1, 2);
        bothWays(DataType.doubling(), 1.0, 0x3F, 0xF0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void theLowestByteMayComeFirst() {
        Map<String, String> little = Map.of("raw.endianness", "little-endian");
        assertThat(encoded(DataType.integer(), little, 258)).containsExactly(2, 1, 0, 0);
        assertThat(decoded(DataType.integer(), little, (byte) 2, (byte) 1, (byte) 0, (byte) 0))
                .isEqualTo(258);
    }

    @Test
    void textMayHaveAnotherCharacterSet() {
        Map<String, String> latin = Map.of("raw.charset", "ISO-8859-1");
        assertThat(encoded(DataType.text(), latin, "h\u00E4"))
                .isEqualTo("h\u00E4".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(decoded(DataType.text(), latin, (byte) 'h', (byte) 0xE4)).isEqualTo("h\u00E4");
    }

    @Test
    void nullIsNothing() {
        assertThat(encoded(DataType.bigint(), Map.of(), null)).isEmpty();
    }

    @Test
    void whatIsNoValueOfTheTypeIsSaid() {
        assertThatThrownBy(() -> decoded(DataType.text(), Map.of(), (byte) 0xC3))
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNDECODABLE_RECORD));
        assertThatThrownBy(() -> decoded(DataType.integer(), Map.of(), (byte) 1))
                .isInstanceOf(SqlException.class)
                .hasMessageContaining("found 1 bytes");
        assertThatThrownBy(() -> decoded(DataType.text(2), Map.of(), (byte) 'a', (byte) 'b', (byte) 'c'))
                .isInstanceOf(SqlException.class);
    }

    @Test
    void thereIsOneColumnOfASimpleType() {
        Schema two = new Schema(List.of(new Field("a", DataType.text()), new Field("b", DataType.text())));
        assertThatThrownBy(() -> format(Map.of()).decoder(two, new int[] {0}))
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_DEFINITION));
        assertThatThrownBy(() -> format(Map.of()).encoder(schema(DataType.date())))
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_SUPPORTED));
    }
}
