// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.error.SqlException;
import io.weir.spi.format.Decoder;
import io.weir.spi.format.Encoder;
import io.weir.spi.format.Format;
import io.weir.spi.format.FormatFactory;
import io.weir.spi.option.Options;
import io.weir.spi.type.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Decodes and encodes as a connector does. */
final class Coding {
    private Coding() {}

    static Format format(FormatFactory factory, String... options) {
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            texts.put(options[i], options[i + 1]);
        }
        return factory.create(Options.check("format \"" + factory.name() + "\"", texts, factory.options()));
    }

    /** The whole file that some rows give. */
    static byte[] encode(Format format, Schema schema, List<List<Object>> rows) {
        BatchBuilder builder = new BatchBuilder(schema.types());
        rows.forEach(row -> builder.append(row, 1));
        var batch = builder.build();
        Encoder encoder = format.encoder(schema);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            encoder.header(out);
            for (int row = 0; row < batch.rowCount(); row++) {
                encoder.encode(batch, row, out);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    static List<List<Object>> decode(Format format, Schema schema, byte[] file) {
        return decode(format, schema, IntStream.range(0, schema.size()).toArray(), file, new ArrayList<>());
    }

    static List<List<Object>> decode(Format format, Schema schema, String file) {
        return decode(format, schema, file.getBytes(StandardCharsets.UTF_8));
    }

    /** The rows of a file; records that cannot be decoded are added to the errors, if there is a list for them. */
    static List<List<Object>> decode(
            Format format, Schema schema, int[] columns, byte[] file, List<SqlException> errors) {
        Decoder decoder = format.decoder(schema, columns);
        List<SqlException> found = new ArrayList<>();
        BatchBuilder builder = new BatchBuilder(schema.select(columns).types());
        decoder.startFile();
        // Among other bytes, as in a reader's buffer.
        byte[] buffer = new byte[file.length + 20];
        System.arraycopy(file, 0, buffer, 10, file.length);
        int end = 10 + file.length;
        int at = 10;
        while (at < end) {
            int next = decoder.recordEnd(buffer, at, end, true);
            try {
                decoder.decode(buffer, at, next, builder);
            } catch (SqlException e) {
                builder.rollback();
                found.add(e);
            }
            at = next;
        }
        errors.addAll(found);
        return builder.build().rows(schema.select(columns).types());
    }

    /** Rows with arrays of bytes as text, which compares by content. */
    static List<Object> comparable(List<?> rows) {
        return rows.stream().map(Coding::comparable).collect(Collectors.toCollection(ArrayList::new));
    }

    private static Object comparable(Object value) {
        if (value instanceof byte[] bytes) {
            return "x" + HexFormat.of().formatHex(bytes);
        } else if (value instanceof List<?> list) {
            return comparable(list);
        } else if (value instanceof Map<?, ?> map) {
            List<Object> entries = new ArrayList<>();
            map.forEach((key, entry) -> {
                entries.add(comparable(key));
                entries.add(comparable(entry));
            });
            return entries;
        }
        return value;
    }
}
