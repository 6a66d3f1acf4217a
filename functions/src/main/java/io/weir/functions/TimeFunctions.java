// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.function.SqlFunction;
import io.weir.spi.function.SqlType;
import io.weir.spi.type.TypeKind;

/**
 * Parts of dates and times by functions of their own. A TIMESTAMP_LTZ is first shown in the session's time zone, as an
 * argument of the type TIMESTAMP.
 */
public final class TimeFunctions {
    private static final String GROUP = "time";
    private static final String YEAR_DOC = "The year.";
    private static final String YEAR_EXAMPLE = "YEAR(DATE '2024-05-17') = 2024";
    private static final String QUARTER_DOC = "The quarter of the year, from 1 to 4.";
    private static final String QUARTER_EXAMPLE = "QUARTER(DATE '2024-05-17') = 2";
    private static final String MONTH_DOC = "The month, from 1 to 12.";
    private static final String MONTH_EXAMPLE = "MONTH(DATE '2024-05-17') = 5";
    private static final String WEEK_DOC = "The week of the year by ISO 8601, from 1 to 53.";
    private static final String WEEK_EXAMPLE = "WEEK(DATE '2024-05-17') = 20";
    private static final String DAYOFYEAR_DOC = "The day of the year, from 1 to 366.";
    private static final String DAYOFYEAR_EXAMPLE = "DAYOFYEAR(DATE '2024-05-17') = 138";
    private static final String DAYOFMONTH_DOC = "The day of the month, from 1 to 31.";
    private static final String DAYOFMONTH_EXAMPLE = "DAYOFMONTH(DATE '2024-05-17') = 17";
    private static final String DAYOFWEEK_DOC = "The day of the week, from 1 for Sunday to 7 for Saturday.";
    private static final String DAYOFWEEK_EXAMPLE = "DAYOFWEEK(DATE '2024-05-17') = 6";
    private static final String HOUR_DOC = "The hour, from 0 to 23.";
    private static final String HOUR_EXAMPLE = "HOUR(TIMESTAMP '2024-05-17 13:45:30') = 13";
    private static final String MINUTE_DOC = "The minute, from 0 to 59.";
    private static final String MINUTE_EXAMPLE = "MINUTE(TIME '13:45:30') = 45";
    private static final String SECOND_DOC = "The whole seconds of the minute, from 0 to 59.";
    private static final String SECOND_EXAMPLE = "SECOND(TIME '13:45:30') = 30";

    private TimeFunctions() {}

    // ---- of dates

    @SqlFunction(name = "YEAR", doc = YEAR_DOC, example = YEAR_EXAMPLE, group = GROUP)
    public static long yearOfDate(@SqlType(TypeKind.DATE) int date) {
        return Times.year(date);
    }

    @SqlFunction(name = "YEAR", doc = YEAR_DOC, example = YEAR_EXAMPLE, group = GROUP)
    public static long year(@SqlType(TypeKind.TIMESTAMP) long time) {
        return Times.year(Times.dayOf(time));
    }

    @SqlFunction(name = "QUARTER", doc = QUARTER_DOC, example = QUARTER_EXAMPLE, group = GROUP)
    public static long quarterOfDate(@SqlType(TypeKind.DATE) int date) {
        return (Times.month(date) + 2) / 3;
    }

    @SqlFunction(name = "QUARTER", doc = QUARTER_DOC, example = QUARTER_EXAMPLE, group = GROUP)
    public static long quarter(@SqlType(TypeKind.TIMESTAMP) long time) {
        return quarterOfDate(Times.dayOf(time));
    }

    @SqlFunction(name = "MONTH", doc = MONTH_DOC, example = MONTH_EXAMPLE, group = GROUP)
    public static long monthOfDate(@SqlType(TypeKind.DATE) int date) {
        return Times.month(date);
    }

    @SqlFunction(name = "MONTH", doc = MONTH_DOC, example = MONTH_EXAMPLE, group = GROUP)
    public static long month(@SqlType(TypeKind.TIMESTAMP) long time) {
        return Times.month(Times.dayOf(time));
    }

    @SqlFunction(name = "WEEK", doc = WEEK_DOC, example = WEEK_EXAMPLE, group = GROUP)
    public static long weekOfDate(@SqlType(TypeKind.DATE) int date) {
        return Times.isoWeek(date);
    }

    @SqlFunction(name = "WEEK", doc = WEEK_DOC, example = WEEK_EXAMPLE, group = GROUP)
    public static long week(@SqlType(TypeKind.TIMESTAMP) long time) {
        return Times.isoWeek(Times.dayOf(time));
    }

    @SqlFunction(name = "DAYOFYEAR", doc = DAYOFYEAR_DOC, example = DAYOFYEAR_EXAMPLE, group = GROUP)
    public static long dayOfYearOfDate(@SqlType(TypeKind.DATE) int date) {
        return Times.dayOfYear(date);
    }

    @SqlFunction(name = "DAYOFYEAR", doc = DAYOFYEAR_DOC, example = DAYOFYEAR_EXAMPLE, group = GROUP)
    public static long dayOfYear(@SqlType(TypeKind.TIMESTAMP) long time) {
        return Times.dayOfYear(Times.dayOf(time));
    }

    @SqlFunction(name = "DAYOFMONTH", doc = DAYOFMONTH_DOC, example = DAYOFMONTH_EXAMPLE, group = GROUP)
    public static long dayOfMonthOfDate(@SqlType(TypeKind.DATE) int date) {
        return Times.dayOfMonth(date);
    }

    @SqlFunction(name = "DAYOFMONTH", doc = DAYOFMONTH_DOC, example = DAYOFMONTH_EXAMPLE, group = GROUP)
    public static long dayOfMonth(@SqlType(TypeKind.TIMESTAMP) long time) {
        return Times.dayOfMonth(Times.dayOf(time));
    }

    @SqlFunction(name = "DAYOFWEEK", doc = DAYOFWEEK_DOC, example = DAYOFWEEK_EXAMPLE, group = GROUP)
    public static long dayOfWeekOfDate(@SqlType(TypeKind.DATE) int date) {
        return Times.extractOfDay(TimeField.DOW, date);
    }

    @SqlFunction(name = "DAYOFWEEK", doc = DAYOFWEEK_DOC, example = DAYOFWEEK_EXAMPLE, group = GROUP)
    public static long dayOfWeek(@SqlType(TypeKind.TIMESTAMP) long time) {
        return Times.extractOfDay(TimeField.DOW, Times.dayOf(time));
    }

    @SqlFunction(
            name = "LAST_DAY",
            doc = "The last day of the month that a date lies in.",
            example = "LAST_DAY(DATE '2024-02-10') = DATE '2024-02-29'",
            group = GROUP)
    @SqlType(TypeKind.DATE)
    public static int lastDayOfDate(@SqlType(TypeKind.DATE) int date) {
        return Times.lastDay(date);
    }

    @SqlFunction(
            name = "LAST_DAY",
            doc = "The last day of the month that a timestamp lies in.",
            example = "LAST_DAY(TIMESTAMP '2024-02-10 12:00:00') = DATE '2024-02-29'",
            group = GROUP)
    @SqlType(TypeKind.DATE)
    public static int lastDay(@SqlType(TypeKind.TIMESTAMP) long time) {
        return Times.lastDay(Times.dayOf(time));
    }

    @SqlFunction(
            name = "MAKE_DATE",
            doc = "The date with the given year from 1 to 9999, month and day. Fails if there is no such date.",
            example = "MAKE_DATE(2024, 2, 29) = DATE '2024-02-29'",
            group = GROUP)
    @SqlType(TypeKind.DATE)
    public static int makeDate(int year, int month, int day) {
        return Times.makeDate(year, month, day);
    }

    // ---- of times

    @SqlFunction(name = "HOUR", doc = HOUR_DOC, example = HOUR_EXAMPLE, group = GROUP)
    public static long hourOfTime(@SqlType(TypeKind.TIME) long time) {
        return time / Times.MICROS_PER_HOUR;
    }

    @SqlFunction(name = "HOUR", doc = HOUR_DOC, example = HOUR_EXAMPLE, group = GROUP)
    public static long hour(@SqlType(TypeKind.TIMESTAMP) long time) {
        return hourOfTime(Times.timeOf(time));
    }

    @SqlFunction(name = "MINUTE", doc = MINUTE_DOC, example = MINUTE_EXAMPLE, group = GROUP)
    public static long minuteOfTime(@SqlType(TypeKind.TIME) long time) {
        return time / Times.MICROS_PER_MINUTE % 60;
    }

    @SqlFunction(name = "MINUTE", doc = MINUTE_DOC, example = MINUTE_EXAMPLE, group = GROUP)
    public static long minute(@SqlType(TypeKind.TIMESTAMP) long time) {
        return minuteOfTime(Times.timeOf(time));
    }

    @SqlFunction(name = "SECOND", doc = SECOND_DOC, example = SECOND_EXAMPLE, group = GROUP)
    public static long secondOfTime(@SqlType(TypeKind.TIME) long time) {
        return time / Times.MICROS_PER_SECOND % 60;
    }

    @SqlFunction(name = "SECOND", doc = SECOND_DOC, example = SECOND_EXAMPLE, group = GROUP)
    public static long second(@SqlType(TypeKind.TIMESTAMP) long time) {
        return secondOfTime(Times.timeOf(time));
    }
}
