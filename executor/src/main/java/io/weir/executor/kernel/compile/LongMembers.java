// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.plan.expression.Expression.Literal;
import io.weir.spi.type.DataType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/** A set of numbers that does not change: a hash table of {@code long}s, at most half full. */
public final class LongMembers {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final long[] slots;
    private final int shift;
    private boolean zero;

    private LongMembers(int count) {
        int bits = 64 - Long.numberOfLeadingZeros(Math.max(1, count) * 2L - 1);
        slots = new long[1 << bits];
        shift = 64 - bits;
    }

    static LongMembers of(DataType type, List<Literal> literals) {
        LongMembers members = new LongMembers(literals.size());
        for (Literal literal : literals) {
            members.add(number(type, Objects.requireNonNull(literal.value())));
        }
        return members;
    }

    private static long number(DataType type, Object value) {
        return switch (type.storage()) {
            case FLOAT -> bits((Float) value);
            case DOUBLE -> bits((Double) value);
            default ->
                value instanceof BigDecimal decimal
                        ? decimal.setScale(DecimalTerms.scale(type))
                                .unscaledValue()
                                .longValueExact()
                        : ((Number) value).longValue();
        };
    }

    /** Equal for equal numbers: one zero, one NaN. */
    public static long bits(double value) {
        return Double.doubleToLongBits(value + 0.0);
    }

    private void add(long value) {
        zero |= value == 0;
        int slot = (int) ((value * MIX) >>> shift);
        while (slots[slot] != 0 && slots[slot] != value) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = value;
    }

    public boolean has(long value) {
        if (value == 0) {
            return zero;
        }
        int slot = (int) ((value * MIX) >>> shift);
        while (slots[slot] != 0) {
            if (slots[slot] == value) {
                return true;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return false;
    }
}
