// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.ResultRule;
import io.weir.spi.function.RowError;
import io.weir.spi.function.SqlFunction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Arrays looked into, and made of others. Places are counted from 1; a NULL among the elements equals a NULL. */
public final class ArrayFunctions {
    private static final String GROUP = "collection";

    private ArrayFunctions() {}

    @SqlFunction(
            name = "CARDINALITY",
            doc = "The number of elements of an array.",
            example = "CARDINALITY(ARRAY['a', 'b']) = 2",
            group = GROUP)
    public static int cardinality(List<?> array) {
        return array.size();
    }

    @SqlFunction(
            name = "ELEMENT",
            doc = "The only element of an array; NULL if it has none. Fails if it has more.",
            example = "ELEMENT(ARRAY['a']) = 'a'",
            group = GROUP,
            result = ResultRule.ELEMENT_OF_FIRST)
    public static @Nullable Object element(List<?> array) {
        if (array.size() > 1) {
            throw RowError.of(ErrorCode.INVALID_ARGUMENT);
        }
        return array.isEmpty() ? null : array.get(0);
    }

    @SqlFunction(
            name = "ARRAY_CONTAINS",
            doc = "Whether a value is among the elements of an array; NULL is if there is a NULL.",
            example = "ARRAY_CONTAINS(ARRAY[1, 2, 3], 2)",
            group = GROUP,
            calledOnNull = true)
    public static @Nullable Boolean arrayContains(@Nullable List<?> array, @Nullable Object value) {
        return array == null ? null : indexOf(array, value) >= 0;
    }

    @SqlFunction(
            name = "ARRAY_POSITION",
            doc = "Where a value first stands in an array, counted from 1; 0 if it does not.",
            example = "ARRAY_POSITION(ARRAY['a', 'b'], 'b') = 2",
            group = GROUP)
    public static int arrayPosition(List<?> array, Object value) {
        return indexOf(array, value) + 1;
    }

    private static int indexOf(List<?> array, @Nullable Object value) {
        Object key = Values.key(value);
        for (int i = 0; i < array.size(); i++) {
            if (key.equals(Values.key(array.get(i)))) {
                return i;
            }
        }
        return -1;
    }

    @SqlFunction(
            name = "ARRAY_JOIN",
            doc =
                    "The elements of an array one after the other as text, with a separator between them; NULLs are left out."
                            + " Fails above 16 MB.",
            example = "ARRAY_JOIN(ARRAY['a', 'b'], '-') = 'a-b'",
            group = GROUP)
    public static Utf8 arrayJoin(List<?> array, Utf8 separator) {
        return join(array, separator, null);
    }

    @SqlFunction(
            name = "ARRAY_JOIN",
            doc =
                    "The elements of an array one after the other as text, with a separator between them, and the third text in"
                            + " the place of NULLs. Fails above 16 MB.",
            example = "ARRAY_JOIN(ARRAY['a', CAST(NULL AS STRING)], '-', '?') = 'a-?'",
            group = GROUP)
    public static Utf8 arrayJoin(List<?> array, Utf8 separator, Utf8 inPlaceOfNull) {
        return join(array, separator, inPlaceOfNull);
    }

    private static Utf8 join(List<?> array, Utf8 separator, @Nullable Utf8 inPlaceOfNull) {
        TextBuffer result = new TextBuffer(16);
        boolean any = false;
        for (Object element : array) {
            Utf8 text = element == null ? inPlaceOfNull : Values.print(element);
            if (text != null) {
                if (any) {
                    result.append(separator);
                }
                result.append(text);
                any = true;
            }
        }
        return result.text();
    }

    @SqlFunction(
            name = "ARRAY_APPEND",
            doc = "The array with one more element at the end, which may be NULL.",
            example = "ARRAY_APPEND(ARRAY[1, 2], 3) = ARRAY[1, 2, 3]",
            group = GROUP,
            calledOnNull = true,
            result = ResultRule.WIDEST_ARRAY)
    public static @Nullable List<?> arrayAppend(@Nullable List<?> array, @Nullable Object value) {
        if (array == null) {
            return null;
        }
        List<@Nullable Object> result = new ArrayList<>(array);
        result.add(value);
        return result;
    }

    @SqlFunction(
            name = "ARRAY_PREPEND",
            doc = "The array with one more element at the start, which may be NULL.",
            example = "ARRAY_PREPEND(ARRAY[1, 2], 3) = ARRAY[3, 1, 2]",
            group = GROUP,
            calledOnNull = true,
            result = ResultRule.WIDEST_ARRAY)
    public static @Nullable List<?> arrayPrepend(@Nullable List<?> array, @Nullable Object value) {
        if (array == null) {
            return null;
        }
        List<@Nullable Object> result = new ArrayList<>(array.size() + 1);
        result.add(value);
        result.addAll(array);
        return result;
    }

    @SqlFunction(
            name = "ARRAY_CONCAT",
            doc = "The elements of all arrays one after the other.",
            example = "ARRAY_CONCAT(ARRAY[1, 2], ARRAY[2]) = ARRAY[1, 2, 2]",
            group = GROUP,
            result = ResultRule.WIDEST_ARRAY)
    public static List<?> arrayConcat(List<?>... arrays) {
        List<@Nullable Object> result = new ArrayList<>();
        for (List<?> array : arrays) {
            result.addAll(array);
        }
        return result;
    }

    @SqlFunction(
            name = "ARRAY_DISTINCT",
            doc = "The elements of an array, each but once, in the order in which they first stand.",
            example = "ARRAY_DISTINCT(ARRAY[2, 1, 2]) = ARRAY[2, 1]",
            group = GROUP,
            result = ResultRule.SAME_AS_FIRST)
    public static List<?> arrayDistinct(List<?> array) {
        return chosen(array, new HashSet<>(), true);
    }

    @SqlFunction(
            name = "ARRAY_UNION",
            doc = "The elements of both arrays, each but once, in the order in which they first stand.",
            example = "ARRAY_UNION(ARRAY[1, 2], ARRAY[3, 2]) = ARRAY[1, 2, 3]",
            group = GROUP,
            result = ResultRule.WIDEST_ARRAY)
    public static List<?> arrayUnion(List<?> a, List<?> b) {
        return arrayDistinct(arrayConcat(a, b));
    }

    @SqlFunction(
            name = "ARRAY_EXCEPT",
            doc = "The elements of the first array that are not in the second one, each but once.",
            example = "ARRAY_EXCEPT(ARRAY[1, 2, 1], ARRAY[2]) = ARRAY[1]",
            group = GROUP,
            result = ResultRule.WIDEST_ARRAY)
    public static List<?> arrayExcept(List<?> a, List<?> b) {
        return chosen(a, keys(b), true);
    }

    @SqlFunction(
            name = "ARRAY_INTERSECT",
            doc = "The elements of the first array that are also in the second one, each but once.",
            example = "ARRAY_INTERSECT(ARRAY[1, 2, 2], ARRAY[2, 3]) = ARRAY[2]",
            group = GROUP,
            result = ResultRule.WIDEST_ARRAY)
    public static List<?> arrayIntersect(List<?> a, List<?> b) {
        return chosen(a, keys(b), false);
    }

    /** With {@code added}, the elements whose keys can be added to the set; else those that can be removed. */
    private static List<?> chosen(List<?> array, Set<Object> keys, boolean added) {
        List<@Nullable Object> result = new ArrayList<>();
        for (Object element : array) {
            Object key = Values.key(element);
            if (added ? keys.add(key) : keys.remove(key)) {
                result.add(element);
            }
        }
        return result;
    }

    private static Set<Object> keys(List<?> array) {
        Set<Object> keys = new HashSet<>();
        for (Object element : array) {
            keys.add(Values.key(element));
        }
        return keys;
    }

    @SqlFunction(
            name = "ARRAY_REMOVE",
            doc = "The array without the elements that equal a value, which may be NULL.",
            example = "ARRAY_REMOVE(ARRAY[1, 2, 1], 1) = ARRAY[2]",
            group = GROUP,
            calledOnNull = true,
            result = ResultRule.SAME_AS_FIRST)
    public static @Nullable List<?> arrayRemove(@Nullable List<?> array, @Nullable Object value) {
        if (array == null) {
            return null;
        }
        Object key = Values.key(value);
        List<@Nullable Object> result = new ArrayList<>();
        for (Object element : array) {
            if (!key.equals(Values.key(element))) {
                result.add(element);
            }
        }
        return result;
    }

    @SqlFunction(
            name = "ARRAY_REVERSE",
            doc = "The elements of an array in reverse order.",
            example = "ARRAY_REVERSE(ARRAY[1, 2, 3]) = ARRAY[3, 2, 1]",
            group = GROUP,
            result = ResultRule.SAME_AS_FIRST)
    public static List<?> arrayReverse(List<?> array) {
        List<@Nullable Object> result = new ArrayList<>(array);
        Collections.reverse(result);
        return result;
    }

    @SqlFunction(
            name = "ARRAY_SLICE",
            doc =
                    "The elements of an array from a place on, counted from 1, or from the end if negative; 0 is taken as 1.",
            example = "ARRAY_SLICE(ARRAY['a', 'b', 'c'], 2) = ARRAY['b', 'c']",
            group = GROUP,
            result = ResultRule.SAME_AS_FIRST)
    public static List<?> arraySlice(List<?> array, int start) {
        return arraySlice(array, start, Integer.MAX_VALUE);
    }

    @SqlFunction(
            name = "ARRAY_SLICE",
            doc =
                    "The elements of an array from a place to another, counted from 1, or from the end if negative; 0 is taken"
                            + " as 1. Empty if the second place is before the first.",
            example = "ARRAY_SLICE(ARRAY['a', 'b', 'c', 'd'], -3, 3) = ARRAY['b', 'c']",
            group = GROUP,
            result = ResultRule.SAME_AS_FIRST)
    public static List<?> arraySlice(List<?> array, int start, int end) {
        long from = Math.max(1, start < 0 ? array.size() + 1L + start : start);
        long to = Math.min(array.size(), end < 0 ? array.size() + 1L + end : Math.max(1, end));
        return from > to ? List.of() : new ArrayList<>(array.subList((int) from - 1, (int) to));
    }

    @SqlFunction(
            name = "ARRAY_SORT",
            doc = "The elements of an array in rising order, NULLs first.",
            example = "ARRAY_SORT(ARRAY[3, 1, 2]) = ARRAY[1, 2, 3]",
            group = GROUP,
            result = ResultRule.SAME_AS_FIRST)
    public static List<?> arraySort(List<?> array) {
        return arraySort(array, true);
    }

    @SqlFunction(
            name = "ARRAY_SORT",
            doc =
                    "The elements of an array in rising order with NULLs first, or if the second argument is false in falling"
                            + " order with NULLs last.",
            example = "ARRAY_SORT(ARRAY[3, 1, 2], FALSE) = ARRAY[3, 2, 1]",
            group = GROUP,
            result = ResultRule.SAME_AS_FIRST)
    public static List<?> arraySort(List<?> array, boolean rising) {
        List<@Nullable Object> result = new ArrayList<>(array);
        result.sort(rising ? Values::compare : (a, b) -> Values.compare(b, a));
        return result;
    }

    @SqlFunction(
            name = "ARRAY_MAX",
            doc = "The greatest element of an array; NULL if all are NULL or there is none.",
            example = "ARRAY_MAX(ARRAY[1, 3, 2]) = 3",
            group = GROUP,
            result = ResultRule.ELEMENT_OF_FIRST)
    public static @Nullable Object arrayMax(List<?> array) {
        return extreme(array, 1);
    }

    @SqlFunction(
            name = "ARRAY_MIN",
            doc = "The least element of an array that is not NULL; NULL if there is none.",
            example = "ARRAY_MIN(ARRAY[2, 1, 3]) = 1",
            group = GROUP,
            result = ResultRule.ELEMENT_OF_FIRST)
    public static @Nullable Object arrayMin(List<?> array) {
        return extreme(array, -1);
    }

    @SqlFunction(
            name = "ARRAY_PERCENTILE_CONT",
            doc =
                    "The value that lies at a fraction of the way from the first element of an array to the last, between two elements in "
                            + "proportion; NULL if there is no element. PERCENTILE_CONT is this of the values in order.",
            example = "ARRAY_PERCENTILE_CONT(ARRAY[1e0, 2e0, 4e0], 0.75e0) = 3e0",
            group = GROUP)
    public static @Nullable Double arrayPercentileCont(List<?> array, double fraction) {
        int size = array.size();
        if (size == 0) {
            return null;
        }
        double place = between(fraction) * (size - 1);
        int below = (int) Math.floor(place);
        double low = number(array.get(below));
        double high = number(array.get(Math.min(below + 1, size - 1)));
        return low == high ? low : low + (place - below) * (high - low);
    }

    private static double number(@Nullable Object element) {
        if (element instanceof Number number) {
            return number.doubleValue();
        }
        throw RowError.of(ErrorCode.INVALID_ARGUMENT);
    }

    private static double between(double fraction) {
        if (fraction >= 0 && fraction <= 1) {
            return fraction;
        }
        throw RowError.of(ErrorCode.INVALID_ARGUMENT);
    }

    @SqlFunction(
            name = "ARRAY_PERCENTILE_DISC",
            doc =
                    "The first element of an array that has at least a fraction of all elements up to it; NULL if there is no element. "
                            + "PERCENTILE_DISC is this of the values in order.",
            example = "ARRAY_PERCENTILE_DISC(ARRAY['a', 'b', 'c'], 0.5e0) = 'b'",
            group = GROUP,
            result = ResultRule.ELEMENT_OF_FIRST)
    public static @Nullable Object arrayPercentileDisc(List<?> array, double fraction) {
        int size = array.size();
        return size == 0 ? null : array.get(Math.max(0, (int) Math.ceil(between(fraction) * size) - 1));
    }

    @SqlFunction(
            name = "ARRAY_MODE",
            doc =
                    "The element that stands most often in an array whose equal elements stand beside each other, of several the first; NULL "
                            + "if there is no element. MODE is this of the values in order.",
            example = "ARRAY_MODE(ARRAY['a', 'b', 'b', 'c']) = 'b'",
            group = GROUP,
            result = ResultRule.ELEMENT_OF_FIRST)
    public static @Nullable Object arrayMode(List<?> array) {
        Object mode = null;
        int most = 0;
        for (int from = 0; from < array.size(); ) {
            Object element = array.get(from);
            int to = from + 1;
            while (to < array.size() && equal(element, array.get(to))) {
                to++;
            }
            if (to - from > most) {
                most = to - from;
                mode = element;
            }
            from = to;
        }
        return mode;
    }

    private static boolean equal(@Nullable Object a, @Nullable Object b) {
        return a == null || b == null ? a == b : Values.compare(a, b) == 0;
    }

    private static @Nullable Object extreme(List<?> array, int sign) {
        Object extreme = null;
        for (Object element : array) {
            if (element != null && (extreme == null || Values.compare(element, extreme) * sign > 0)) {
                extreme = element;
            }
        }
        return extreme;
    }

    @SqlFunction(
            name = "SPLIT",
            doc = "The pieces of a text between separators, as an array; each character if the separator is empty.",
            example = "SPLIT('a-b--', '-') = ARRAY['a', 'b', '', '']",
            group = GROUP)
    public static List<String> split(Utf8 text, Utf8 separator) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        if (separator.length() == 0) {
            while (from < text.length()) {
                int next = CodePoints.next(text, from);
                pieces.add(text.slice(from, next - from).toString());
                from = next;
            }
            return pieces;
        }
        for (int at = ByteSearch.indexOf(text, separator, 0); at >= 0; at = ByteSearch.indexOf(text, separator, from)) {
            pieces.add(text.slice(from, at - from).toString());
            from = at + separator.length();
        }
        pieces.add(text.slice(from, text.length() - from).toString());
        return pieces;
    }
}
