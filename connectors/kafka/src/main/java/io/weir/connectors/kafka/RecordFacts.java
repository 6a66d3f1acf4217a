// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vectors;
import io.weir.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** What a written record tells beside its key and value, by columns of metadata: its time and its headers. */
final class RecordFacts {
    private final TableLayout layout;
    private final int timestampColumn;
    private final int headersColumn;

    private RecordFacts(TableLayout layout) {
        this.layout = layout;
        timestampColumn = column(layout, "timestamp");
        headersColumn = column(layout, "headers");
    }

    static RecordFacts of(TableLayout layout) {
        return new RecordFacts(layout);
    }

    private static int column(TableLayout layout, String key) {
        return layout.metadataKeys().entrySet().stream()
                .filter(each -> each.getValue().equals(key))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(-1);
    }

    /** Milliseconds; null for the time of writing. */
    @Nullable
    Long timestamp(Batch batch, int row) {
        if (timestampColumn < 0) {
            return null;
        }
        Object micros = Vectors.value(batch.column(timestampColumn), DataType.bigint(), row);
        return micros == null ? null : (Long) Math.max(0, Math.floorDiv((long) micros, 1000));
    }

    @Nullable
    List<Header> headers(Batch batch, int row) {
        if (headersColumn < 0) {
            return null;
        }
        Object map = Vectors.value(batch.column(headersColumn), layout.schema().type(headersColumn), row);
        if (map == null) {
            return null;
        }
        List<Header> headers = new ArrayList<>();
        ((Map<?, ?>) map).forEach((key, value) -> headers.add(new RecordHeader(String.valueOf(key), (byte[]) value)));
        return headers;
    }
}
