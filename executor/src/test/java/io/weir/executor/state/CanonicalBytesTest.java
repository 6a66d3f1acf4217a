// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.batch.Vectors;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalBytesTest {
    private static String hex(DataType type, Object value) {
        GrowableBytes bytes = new GrowableBytes();
        CanonicalBytes.encode(Vectors.of(type, value), 0, bytes);
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    @Test
    void theEncodingIsFrozen() {
        assertThat(hex(DataType.bigint(), null)).isEqualTo("00");
        assertThat(hex(DataType.bool(), false)).isEqualTo("0100");
        assertThat(hex(DataType.bool(), true)).isEqualTo("0101");
        assertThat(hex(DataType.tinyint(), -1)).isEqualTo("017fffffff");
        assertThat(hex(DataType.integer(), 5)).isEqualTo("0180000005");
        assertThat(hex(DataType.bigint(), -2L)).isEqualTo("017ffffffffffffffe");
        assertThat(hex(DataType.timestamp(6), 1L)).isEqualTo("018000000000000001");
        assertThat(hex(DataType.decimal(10, 2), new BigDecimal("1.23"))).isEqualTo("01800000000000007b");
        assertThat(hex(DataType.decimal(38, 0), new BigDecimal("-1"))).isEqualTo("017fffffffffffffffffffffffffffffff");
        assertThat(hex(DataType.decimal(38, 0), new BigDecimal("18446744073709551616")))
                .isEqualTo("0180000000000000010000000000000000");
        assertThat(hex(DataType.floating(), 1.5f)).isEqualTo("01bfc00000");
        assertThat(hex(DataType.doubling(), 0.0)).isEqualTo("018000000000000000");
        assertThat(hex(DataType.doubling(), -0.0)).isEqualTo("018000000000000000");
        assertThat(hex(DataType.doubling(), -1.0)).isEqualTo("01400fffffffffffff");
        assertThat(hex(DataType.doubling(), Double.NaN)).isEqualTo("01fff8000000000000");
        assertThat(hex(DataType.text(), "aä\0\1")).isEqualTo("0161c3a40101010200");
        assertThat(hex(DataType.bytes(), new byte[] {0, -1})).isEqualTo("010101ff00");
        assertThat(hex(DataType.array(DataType.integer()), Arrays.asList(1, null)))
                .isEqualTo("01" + "010180000001" + "0100" + "00");
        assertThat(hex(
                        DataType.row(List.of(new Field("a", DataType.bool()), new Field("b", DataType.text()))),
                        List.of(true, "x")))
                .isEqualTo("01" + "0101" + "017800");
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("b", 2);
        map.put("a", null);
        assertThat(hex(DataType.map(DataType.text(), DataType.integer()), map))
                .isEqualTo("01" + "01" + "016100" + "00" + "01" + "016200" + "0180000002" + "00");
    }

    @Test
    void nullsAndDescendingOrderAreFrozen() {
        Vector one = Vectors.of(DataType.bool(), true);
        Vector none = Vectors.of(DataType.bool(), null);
        assertThat(ordered(one, true, true)).isEqualTo("fefe");
        assertThat(ordered(none, false, false)).isEqualTo("00");
        assertThat(ordered(none, false, true)).isEqualTo("02");
        assertThat(ordered(none, true, false)).isEqualTo("fd");
        assertThat(ordered(none, true, true)).isEqualTo("ff");
    }

    private static String ordered(Vector vector, boolean descending, boolean nullsLast) {
        GrowableBytes bytes = new GrowableBytes();
        CanonicalBytes.encode(vector, 0, descending, nullsLast, bytes);
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    @Test
    void byteOrderIsSqlOrder() {
        Seeds.check(3_000, random -> {
            RandomValues values = new RandomValues(random);
            DataType type = values.type();
            DataType second = values.simple();
            if (!RandomValues.isOrdered(type)) {
                return;
            }
            List<Object> a = Arrays.asList(values.value(type), values.value(second));
            List<Object> b = Arrays.asList(values.value(type), values.value(second));
            Batch batch = values.batch(List.of(type, second), List.of(a, b));
            boolean descending = random.nextBoolean();
            boolean nullsLast = random.nextBoolean();

            int expected = compare(type, a.get(0), b.get(0), descending, nullsLast);
            if (expected == 0) {
                expected = RandomValues.compare(second, a.get(1), b.get(1));
            }
            byte[] x = row(batch, 0, descending, nullsLast);
            byte[] y = row(batch, 1, descending, nullsLast);
            assertThat(Integer.signum(Arrays.compareUnsigned(x, y)))
                    .describedAs("%s %s: %s, %s", type, second, a, b)
                    .isEqualTo(Integer.signum(expected));
        });
    }

    private static int compare(DataType type, Object a, Object b, boolean descending, boolean nullsLast) {
        if (a == null || b == null) {
            int order = RandomValues.compare(type, a, b);
            return nullsLast ? -order : order;
        }
        int order = RandomValues.compare(type, a, b);
        return descending ? -order : order;
    }

    private static byte[] row(Batch batch, int index, boolean descending, boolean nullsLast) {
        GrowableBytes bytes = new GrowableBytes(1);
        CanonicalBytes.encode(batch.column(0), batch.row(index), descending, nullsLast, bytes);
        CanonicalBytes.encode(batch.column(1), batch.row(index), bytes);
        return bytes.toByteArray();
    }

    @Test
    void whatIsDecodedIsTheSameValue() {
        Seeds.check(3_000, random -> {
            RandomValues values = new RandomValues(random);
            DataType type = values.type();
            Object value = values.value(type);
            boolean descending = random.nextBoolean();
            GrowableBytes bytes = new GrowableBytes();
            bytes.putByte(7);
            CanonicalBytes.encode(Vectors.of(type, value), 0, descending, random.nextBoolean(), bytes);

            VectorBuilder column = VectorBuilder.of(type, 1);
            int end = CanonicalBytes.decode(type, bytes.bytes(), 1, descending, column);
            assertThat(end).isEqualTo(bytes.length());
            assertThat(CanonicalBytes.skip(type, bytes.bytes(), 1, descending)).isEqualTo(bytes.length());
            Object decoded = Vectors.value(column.build(), type, 0);
            assertThat(RandomValues.same(type, decoded, value))
                    .describedAs("%s: %s, %s", type, value, decoded)
                    .isTrue();
            if (!descending) {
                assertThat(RandomValues.same(type, CanonicalBytes.value(type, bytes.bytes(), 1), value))
                        .isTrue();
            }
        });
    }
}
