// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.format.Decoder;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.BytesType;
import io.weir.spi.type.DataType.TextType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Reads a whole record as one value. In a file that is the whole file. */
final class RawDecoder implements Decoder {
    private final String name;
    private final DataType type;
    private final boolean wanted;
    private final Charset charset;
    private final ByteOrder order;

    /** @param wanted whether the column is asked for; else records give rows without columns */
    RawDecoder(String name, DataType type, boolean wanted, Charset charset, ByteOrder order) {
        this.name = name;
        this.type = type;
        this.wanted = wanted;
        this.charset = charset;
        this.order = order;
    }

    @Override
    public int recordEnd(byte[] bytes, int start, int end, boolean last) {
        return last && end > start ? end : -1;
    }

    @Override
    public void decode(byte[] bytes, int start, int end, BatchBuilder out) {
        if (wanted) {
            value(bytes, start, end, out.column(0));
        }
        out.endRow(1);
    }

    private void value(byte[] bytes, int start, int end, VectorBuilder out) {
        switch (type.kind()) {
            case VARCHAR -> text(bytes, start, end, out);
            case VARBINARY -> {
                if (end - start > ((BytesType) type).maxLength()) {
                    throw tooLong(bytes, start, end);
                }
                out.appendBytes(bytes, start, end - start);
            }
            case BOOLEAN -> out.appendBoolean(number(bytes, start, end, 1).get() != 0);
            case TINYINT -> out.appendInt(number(bytes, start, end, 1).get());
            case SMALLINT ->
                out.appendInt(number(bytes, start, end, Short.BYTES).getShort());
            case INTEGER ->
                out.appendInt(number(bytes, start, end, Integer.BYTES).getInt());
            case BIGINT -> out.appendLong(number(bytes, start, end, Long.BYTES).getLong());
            case FLOAT -> out.appendFloat(number(bytes, start, end, Float.BYTES).getFloat());
            case DOUBLE ->
                out.appendDouble(number(bytes, start, end, Double.BYTES).getDouble());
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
                    MAP -> throw new IllegalStateException(type.sql());
        }
    }

    private ByteBuffer number(byte[] bytes, int start, int end, int length) {
        if (end - start != length) {
            throw Undecodable.column(
                    name,
                    "takes " + type.sql() + ", found " + (end - start) + " bytes",
                    "In format \"raw\" it has " + length + (length == 1 ? " byte." : " bytes."));
        }
        return ByteBuffer.wrap(bytes, start, length).order(order);
    }

    private void text(byte[] bytes, int start, int end, VectorBuilder out) {
        byte[] text = bytes;
        int from = start;
        int to = end;
        if (!charset.equals(StandardCharsets.UTF_8)) {
            text = utf8(bytes, start, end);
            from = 0;
            to = text.length;
        } else if (!Utf8Bytes.wellFormed(bytes, start, end)) {
            throw Undecodable.column(name, "is not UTF-8", "Read it as BYTES, or set \"raw.charset\".");
        }
        int most = ((TextType) type).maxLength();
        if (to - from > most && Utf8Bytes.characters(text, from, to) > most) {
            throw tooLong(text, from, to);
        }
        out.appendBytes(text, from, to - from);
    }

    private byte[] utf8(byte[] bytes, int start, int end) {
        try {
            CharBuffer characters = charset.newDecoder().decode(ByteBuffer.wrap(bytes, start, end - start));
            return characters.toString().getBytes(StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw Undecodable.column(name, "is not " + charset.name(), "\"raw.charset\" says that it is.");
        }
    }

    private RuntimeException tooLong(byte[] bytes, int start, int end) {
        return Undecodable.value(name, type.sql(), bytes, start, end, "It is longer.");
    }
}
