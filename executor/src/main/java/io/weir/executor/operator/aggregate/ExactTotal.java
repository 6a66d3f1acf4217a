// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.kernel.ErrorMask;
import io.weir.plan.AggregateCall;
import io.weir.plan.AggregateFunction;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.Storage;
import io.weir.spi.type.TypeKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What COUNT, and SUM and AVG of exact numbers of a word, give for a count of values and their sum in 128 bits. */
public final class ExactTotal {
    private final AggregateFunction function;
    /** Null when the value is a DOUBLE or a count. */
    private final @Nullable ResultNumber type;

    private final int moreDigits;
    private final Total total = new Total();

    public ExactTotal(AggregateCall call, List<DataType> types) {
        function = call.function();
        type = sums() && call.type().kind() != TypeKind.DOUBLE ? ResultNumber.of(call.type()) : null;
        moreDigits =
                sums() ? scale(call.type()) - scale(types.get(call.arguments().get(0))) : 0;
    }

    /** Whether a call is of this kind. */
    public static boolean takes(AggregateCall call, List<DataType> types) {
        if (call.distinct()) {
            return false;
        }
        return switch (call.function()) {
            case COUNT, REGR_COUNT -> true;
            case SUM, SUM0, AVG -> {
                Storage storage = types.get(call.arguments().get(0)).storage();
                yield storage == Storage.INT || storage == Storage.LONG;
            }
            default -> false;
        };
    }

    private static int scale(DataType type) {
        return type instanceof DecimalType decimal ? decimal.scale() : 0;
    }

    /** Whether there is a sum beside the count. */
    public boolean sums() {
        return function != AggregateFunction.COUNT && function != AggregateFunction.REGR_COUNT;
    }

    /** 1 when the unsigned addition {@code a + b = sum} has left 64 bits, else 0. */
    public static long carry(long a, long b, long sum) {
        return Wide.carry(a, b, sum);
    }

    /** Appends the value; marks its place among {@code errors} where it cannot be represented. */
    public void append(long count, long high, long low, VectorBuilder out, ErrorMask errors) {
        if (!sums()) {
            out.appendLong(count);
            return;
        }
        boolean average = function == AggregateFunction.AVG;
        if (count <= 0 && function != AggregateFunction.SUM0) {
            out.appendNull();
            return;
        }
        total.set(high, low);
        ResultNumber exact = type;
        if (exact == null) {
            out.appendDouble(average ? total.doubleValue() / count : total.doubleValue());
            return;
        }
        if (average) {
            total.divide(count, moreDigits);
        } else {
            total.multiplyByTenTo(moreDigits);
        }
        if (!exact.append(total, out)) {
            errors.set(out.size(), ErrorCode.NUMERIC_OUT_OF_RANGE, null);
            out.appendNull();
        }
    }
}
