// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import io.weir.spi.function.ResultRule;
import io.weir.spi.function.SqlFunction;
import io.weir.spi.function.SqlType;
import io.weir.spi.type.TypeKind;
import java.math.BigDecimal;

/** The greatest and the least of some values, in the order of SQL: NaN above all numbers, text by its UTF-8 bytes. */
public final class ExtremeFunctions {
    private static final String GROUP = "comparison";
    private static final String GREATEST_DOC =
            "The greatest of the values; NULL if any of them is NULL. NaN is greater than all numbers.";
    private static final String GREATEST_EXAMPLE = "GREATEST(3, 10, 7) = 10";
    private static final String LEAST_DOC =
            "The least of the values; NULL if any of them is NULL. NaN is greater than all numbers.";
    private static final String LEAST_EXAMPLE = "LEAST('pear', 'apple') = 'apple'";

    private ExtremeFunctions() {}

    @SqlFunction(
            name = "GREATEST",
            doc = GREATEST_DOC,
            example = GREATEST_EXAMPLE,
            group = GROUP,
            result = ResultRule.WIDEST)
    public static int greatest(int... values) {
        int greatest = values[0];
        for (int value : values) {
            greatest = Math.max(greatest, value);
        }
        return greatest;
    }

    @SqlFunction(name = "LEAST", doc = LEAST_DOC, example = LEAST_EXAMPLE, group = GROUP, result = ResultRule.WIDEST)
    public static int least(int... values) {
        int least = values[0];
        for (int value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    @SqlFunction(
            name = "GREATEST",
            doc = GREATEST_DOC,
            example = GREATEST_EXAMPLE,
            group = GROUP,
            result = ResultRule.WIDEST)
    public static long greatest(long... values) {
        long greatest = values[0];
        for (long value : values) {
            greatest = Math.max(greatest, value);
        }
        return greatest;
    }

    @SqlFunction(name = "LEAST", doc = LEAST_DOC, example = LEAST_EXAMPLE, group = GROUP, result = ResultRule.WIDEST)
    public static long least(long... values) {
        long least = values[0];
        for (long value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    @SqlFunction(
            name = "GREATEST",
            doc = GREATEST_DOC,
            example = GREATEST_EXAMPLE,
            group = GROUP,
            result = ResultRule.WIDEST)
    public static float greatest(float... values) {
        float greatest = values[0];
        for (float value : values) {
            greatest = Float.compare(value, greatest) > 0 ? value : greatest;
        }
        return greatest;
    }

    @SqlFunction(name = "LEAST", doc = LEAST_DOC, example = LEAST_EXAMPLE, group = GROUP, result = ResultRule.WIDEST)
    public static float least(float... values) {
        float least = values[0];
        for (float value : values) {
            least = Float.compare(value, least) < 0 ? value : least;
        }
        return least;
    }

    @SqlFunction(
            name = "GREATEST",
            doc = GREATEST_DOC,
            example = GREATEST_EXAMPLE,
            group = GROUP,
            result = ResultRule.WIDEST)
    public static double greatest(double... values) {
        double greatest = values[0];
        for (double value : values) {
            greatest = Double.compare(value, greatest) > 0 ? value : greatest;
        }
        return greatest;
    }

    @SqlFunction(name = "LEAST", doc = LEAST_DOC, example = LEAST_EXAMPLE, group = GROUP, result = ResultRule.WIDEST)
    public static double least(double... values) {
        double least = values[0];
        for (double value : values) {
            least = Double.compare(value, least) < 0 ? value : least;
        }
        return least;
    }

    @SqlFunction(
            name = "GREATEST",
            doc = GREATEST_DOC,
            example = GREATEST_EXAMPLE,
            group = GROUP,
            result = ResultRule.WIDEST)
    public static BigDecimal greatest(BigDecimal... values) {
        return greatestOf(values);
    }

    @SqlFunction(name = "LEAST", doc = LEAST_DOC, example = LEAST_EXAMPLE, group = GROUP, result = ResultRule.WIDEST)
    public static BigDecimal least(BigDecimal... values) {
        return leastOf(values);
    }

    @SqlFunction(
            name = "GREATEST",
            doc = GREATEST_DOC,
            example = GREATEST_EXAMPLE,
            group = GROUP,
            result = ResultRule.WIDEST)
    public static Utf8 greatest(Utf8... values) {
        return greatestOf(values);
    }

    @SqlFunction(name = "LEAST", doc = LEAST_DOC, example = LEAST_EXAMPLE, group = GROUP, result = ResultRule.WIDEST)
    public static Utf8 least(Utf8... values) {
        return leastOf(values);
    }

    @SqlFunction(
            name = "GREATEST",
            doc = GREATEST_DOC,
            example = GREATEST_EXAMPLE,
            group = GROUP,
            result = ResultRule.WIDEST)
    @SqlType(TypeKind.VARBINARY)
    public static Utf8 greatestBytes(@SqlType(TypeKind.VARBINARY) Utf8... values) {
        return greatestOf(values);
    }

    @SqlFunction(name = "LEAST", doc = LEAST_DOC, example = LEAST_EXAMPLE, group = GROUP, result = ResultRule.WIDEST)
    @SqlType(TypeKind.VARBINARY)
    public static Utf8 leastBytes(@SqlType(TypeKind.VARBINARY) Utf8... values) {
        return leastOf(values);
    }

    @SqlFunction(
            name = "GREATEST",
            doc = GREATEST_DOC,
            example = GREATEST_EXAMPLE,
            group = GROUP,
            result = ResultRule.WIDEST)
    public static boolean greatest(boolean... values) {
        boolean greatest = false;
        for (boolean value : values) {
            greatest |= value;
        }
        return greatest;
    }

    @SqlFunction(name = "LEAST", doc = LEAST_DOC, example = LEAST_EXAMPLE, group = GROUP, result = ResultRule.WIDEST)
    public static boolean least(boolean... values) {
        boolean least = true;
        for (boolean value : values) {
            least &= value;
        }
        return least;
    }

    @SqlFunction(
            name = "GREATEST",
            doc = GREATEST_DOC,
            example = GREATEST_EXAMPLE,
            group = GROUP,
            result = ResultRule.WIDEST)
    @SqlType(TypeKind.DATE)
    public static int greatestDate(@SqlType(TypeKind.DATE) int... values) {
        return greatest(values);
    }

    @SqlFunction(name = "LEAST", doc = LEAST_DOC, example = LEAST_EXAMPLE, group = GROUP, result = ResultRule.WIDEST)
    @SqlType(TypeKind.DATE)
    public static int leastDate(@SqlType(TypeKind.DATE) int... values) {
        return least(values);
    }

    @SqlFunction(
            name = "GREATEST",
            doc = GREATEST_DOC,
            example = GREATEST_EXAMPLE,
            group = GROUP,
            result = ResultRule.WIDEST)
    @SqlType(TypeKind.TIME)
    public static long greatestTime(@SqlType(TypeKind.TIME) long... values) {
        return greatest(values);
    }

    @SqlFunction(name = "LEAST", doc = LEAST_DOC, example = LEAST_EXAMPLE, group = GROUP, result = ResultRule.WIDEST)
    @SqlType(TypeKind.TIME)
    public static long leastTime(@SqlType(TypeKind.TIME) long... values) {
        return least(values);
    }

    @SqlFunction(
            name = "GREATEST",
            doc = GREATEST_DOC,
            example = GREATEST_EXAMPLE,
            group = GROUP,
            result = ResultRule.WIDEST)
    @SqlType(TypeKind.TIMESTAMP)
    public static long greatestTimestamp(@SqlType(TypeKind.TIMESTAMP) long... values) {
        return greatest(values);
    }

    @SqlFunction(name = "LEAST", doc = LEAST_DOC, example = LEAST_EXAMPLE, group = GROUP, result = ResultRule.WIDEST)
    @SqlType(TypeKind.TIMESTAMP)
    public static long leastTimestamp(@SqlType(TypeKind.TIMESTAMP) long... values) {
        return least(values);
    }

    @SqlFunction(
            name = "GREATEST",
            doc = GREATEST_DOC,
            example = GREATEST_EXAMPLE,
            group = GROUP,
            result = ResultRule.WIDEST)
    @SqlType(TypeKind.TIMESTAMP_LTZ)
    public static long greatestTimestampLtz(@SqlType(TypeKind.TIMESTAMP_LTZ) long... values) {
        return greatest(values);
    }

    @SqlFunction(name = "LEAST", doc = LEAST_DOC, example = LEAST_EXAMPLE, group = GROUP, result = ResultRule.WIDEST)
    @SqlType(TypeKind.TIMESTAMP_LTZ)
    public static long leastTimestampLtz(@SqlType(TypeKind.TIMESTAMP_LTZ) long... values) {
        return least(values);
    }

    private static <V extends Comparable<V>> V greatestOf(V[] values) {
        V greatest = values[0];
        for (V value : values) {
            greatest = value.compareTo(greatest) > 0 ? value : greatest;
        }
        return greatest;
    }

    private static <V extends Comparable<V>> V leastOf(V[] values) {
        V least = values[0];
        for (V value : values) {
            least = value.compareTo(least) < 0 ? value : least;
        }
        return least;
    }
}
