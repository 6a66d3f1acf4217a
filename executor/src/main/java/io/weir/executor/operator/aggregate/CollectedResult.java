// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.state.CanonicalBytes;
import io.weir.executor.state.GrowableBytes;
import io.weir.executor.state.StateTable;
import io.weir.plan.AggregateFunction;
import io.weir.spi.batch.BytesVector;
import io.weir.spi.batch.Utf8;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.type.DataType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the functions that keep all arguments give: one of them, or all as an ARRAY or a text. */
final class CollectedResult implements AggregateResult {
    private static final byte[] NULL = "null".getBytes(StandardCharsets.UTF_8);

    private final AggregateFunction function;
    private final boolean distinct;
    private final CollectedRows rows;

    private final GrowableBytes text = new GrowableBytes();
    private final VectorBuilder piece = VectorBuilder.of(DataType.text(), 1);
    private final Utf8 read = new Utf8();

    CollectedResult(AggregateFunction function, boolean distinct, CollectedRows rows) {
        this.function = function;
        this.distinct = distinct;
        this.rows = rows;
    }

    @Override
    public void append(StateTable table, int[] groups, int from, int to, VectorBuilder out, ErrorMask errors) {
        for (int i = from; i < to; i++) {
            int group = groups[i];
            boolean any = function == AggregateFunction.LAST_VALUE ? rows.last(table, group) : rows.first(table, group);
            if (!any) {
                out.appendNull();
                continue;
            }
            switch (function) {
                case FIRST_VALUE, LAST_VALUE -> appendOne(out);
                case SINGLE_VALUE -> {
                    if (rows.count() > 1) {
                        tooMany(out, errors);
                    } else {
                        appendSingle(out, errors);
                    }
                }
                case ARRAY_AGG -> appendArray(out);
                case LISTAGG -> appendList(out);
                case JSON_OBJECTAGG, JSON_OBJECTAGG_ABSENT -> appendObject(out);
                default -> appendJsonArray(out);
            }
        }
    }

    private static void tooMany(VectorBuilder out, ErrorMask errors) {
        errors.set(out.size(), ErrorCode.CARDINALITY, null);
        out.appendNull();
    }

    private void appendSingle(VectorBuilder out, ErrorMask errors) {
        int at = rows.argumentsAt();
        Object value = CanonicalBytes.value(rows.argumentType(0), rows.bytes(), at);
        if (rows.next()) {
            tooMany(out, errors);
        } else {
            out.appendValue(value);
        }
    }

    private void appendOne(VectorBuilder out) {
        rows.count(); // checked
        int at = rows.argumentsAt();
        CanonicalBytes.decode(rows.argumentType(0), rows.bytes(), at, out);
    }

    private long times() {
        long count = rows.count();
        return distinct ? Math.min(1, count) : count;
    }

    private void appendArray(VectorBuilder out) {
        List<@Nullable Object> elements = new ArrayList<>();
        do {
            long times = times();
            int at = rows.argumentsAt();
            Object value = CanonicalBytes.value(rows.argumentType(0), rows.bytes(), at);
            for (long i = 0; i < times; i++) {
                elements.add(value);
            }
        } while (rows.next());
        out.appendValue(elements);
    }

    private void appendList(VectorBuilder out) {
        text.clear();
        boolean first = true;
        do {
            long times = times();
            int at = rows.argumentsAt();
            boolean comma = rows.argumentCount() == 1;
            int separatorAt = CanonicalBytes.skip(rows.argumentType(0), rows.bytes(), at);
            for (long i = 0; i < times; i++) {
                if (!first && comma) {
                    text.putByte(',');
                } else if (!first) {
                    putText(separatorAt, 1);
                }
                putText(at, 0);
                first = false;
            }
        } while (rows.next());
        out.appendBytes(text.bytes(), 0, text.length());
    }

    private void appendObject(VectorBuilder out) {
        text.clear();
        text.putByte('{');
        do {
            long times = times();
            int keyAt = rows.argumentsAt();
            int valueAt = CanonicalBytes.skip(rows.argumentType(0), rows.bytes(), keyAt);
            for (long i = 0; i < times; i++) {
                comma();
                putText(keyAt, 0);
                text.putByte(':');
                putText(valueAt, 1);
            }
        } while (rows.next());
        text.putByte('}');
        out.appendBytes(text.bytes(), 0, text.length());
    }

    private void appendJsonArray(VectorBuilder out) {
        text.clear();
        text.putByte('[');
        do {
            long times = times();
            int at = rows.argumentsAt();
            for (long i = 0; i < times; i++) {
                comma();
                putText(at, 0);
            }
        } while (rows.next());
        text.putByte(']');
        out.appendBytes(text.bytes(), 0, text.length());
    }

    private void comma() {
        if (text.length() > 1) {
            text.putByte(',');
        }
    }

    /** Appends a text argument of the present row; null for NULL. */
    private void putText(int at, int argument) {
        CanonicalBytes.decode(rows.argumentType(argument), rows.bytes(), at, piece);
        BytesVector decoded = (BytesVector) piece.build();
        if (decoded.isNull(0)) {
            text.put(NULL, 0, NULL.length);
        } else {
            text.put(decoded.read(0, read));
        }
    }
}
