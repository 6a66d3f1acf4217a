// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.Hidden;
import io.weir.spi.function.ResultRule;
import io.weir.spi.function.RowError;
import io.weir.spi.function.SqlFunction;
import io.weir.spi.function.SqlType;
import io.weir.spi.type.TypeKind;

/**
 * What SQL writes with a unit of time: EXTRACT, FLOOR and CEIL, TIMESTAMPADD and TIMESTAMPDIFF, interval arithmetic. The
 * planner hands the unit in as a text, such as {@code 'MONTH'}; a unit that does not suit fails with INVALID_ARGUMENT.
 *
 * <p>For a TIMESTAMP_LTZ, days and longer units are those of the clocks in the session's time zone; hours and shorter
 * units are of fixed length.
 */
public final class TimeUnitFunctions {
    private static final String GROUP = "time";
    private static final String EXTRACT_DOC =
            "A part of a date, time or interval as a whole number. YEAR, QUARTER, MONTH, DAY, HOUR, MINUTE, SECOND; WEEK and"
                    + " ISOYEAR by ISO 8601; DOY is the day of the year, DOW the day of the week from 1 for Sunday, ISODOW"
                    + " from 1 for Monday; MILLISECOND, MICROSECOND and NANOSECOND are those of the second; DECADE,"
                    + " CENTURY, MILLENNIUM; EPOCH is seconds since 1970.";
    private static final String EXTRACT_EXAMPLE = "EXTRACT(DOY FROM DATE '2024-05-17') = 138";
    private static final String FLOOR_DOC =
            "The start of the unit of time, from MICROSECOND to MILLENNIUM, that a date or time lies in; weeks start on"
                    + " Sunday.";
    private static final String FLOOR_EXAMPLE =
            "FLOOR(TIMESTAMP '2024-05-17 13:45:30' TO HOUR) = TIMESTAMP '2024-05-17 13:00:00'";
    private static final String CEIL_DOC =
            "The start of the next unit of time, from MICROSECOND to MILLENNIUM, or the date or time itself if it is the"
                    + " start of one; weeks start on Sunday.";
    private static final String CEIL_EXAMPLE = "CEIL(DATE '2024-05-17' TO MONTH) = DATE '2024-06-01'";
    private static final String ADD_DOC =
            "A date or time so many units later, earlier if negative; on the last day of the month if the month reached"
                    + " has fewer days. A DATE takes units of days or longer, a TIME goes round the clock.";
    private static final String ADD_EXAMPLE = "TIMESTAMPADD(MONTH, 1, DATE '2024-01-31') = DATE '2024-02-29'";
    private static final String DIFF_DOC =
            "How many whole units lie between two times; negative if the second one is before the first.";
    private static final String DIFF_EXAMPLE =
            "TIMESTAMPDIFF(DAY, TIMESTAMP '2024-05-17 12:00:00', TIMESTAMP '2024-05-19 11:00:00') = 1";
    private static final String TRUNC_DOC =
            "The start of the unit of time that a time lies in; weeks start on Monday, decades with a year that ends in 0."
                    + " The unit is a text in any case, from 'microsecond' to 'millennium'.";
    private static final String TRUNC_EXAMPLE =
            "DATE_TRUNC('month', TIMESTAMP '2024-05-17 13:45:30') = TIMESTAMP '2024-05-01 00:00:00'";
    private static final String PLUS_DOC = "A date or time and an interval added.";
    private static final String PLUS_EXAMPLE = "DATE '2024-01-31' + INTERVAL '1' MONTH = DATE '2024-02-29'";

    private TimeUnitFunctions() {}

    // ---- EXTRACT

    @SqlFunction(name = "EXTRACT", doc = EXTRACT_DOC, example = EXTRACT_EXAMPLE, group = GROUP, internal = true)
    public static long extractFromDate(Utf8 unit, @SqlType(TypeKind.DATE) int date) {
        return Times.extractOfDay(TimeField.of(unit), date);
    }

    @SqlFunction(name = "EXTRACT", doc = EXTRACT_DOC, example = EXTRACT_EXAMPLE, group = GROUP, internal = true)
    public static long extractFromTime(Utf8 unit, @SqlType(TypeKind.TIME) long time) {
        return Times.extractOfTime(TimeField.of(unit), time);
    }

    @SqlFunction(name = "EXTRACT", doc = EXTRACT_DOC, example = EXTRACT_EXAMPLE, group = GROUP, internal = true)
    public static long extract(Utf8 unit, @SqlType(TypeKind.TIMESTAMP) long time) {
        return Times.extract(TimeField.of(unit), time);
    }

    @SqlFunction(name = "EXTRACT", doc = EXTRACT_DOC, example = EXTRACT_EXAMPLE, group = GROUP, internal = true)
    public static long extractFromLtz(
            Utf8 unit, @SqlType(TypeKind.TIMESTAMP_LTZ) long time, @Hidden(Hidden.Kind.ZONE) Utf8 zone) {
        TimeField field = TimeField.of(unit);
        return Times.extract(field, field == TimeField.EPOCH ? time : Zones.toLocal(time, zone));
    }

    @SqlFunction(name = "EXTRACT", doc = EXTRACT_DOC, example = EXTRACT_EXAMPLE, group = GROUP, internal = true)
    public static long extractFromMonths(Utf8 unit, @SqlType(TypeKind.INTERVAL_MONTHS) int months) {
        TimeField field = TimeField.of(unit);
        if (field == TimeField.YEAR) {
            return months / 12;
        } else if (field == TimeField.QUARTER) {
            return months % 12 / 3;
        } else if (field == TimeField.MONTH) {
            return months % 12;
        }
        throw RowError.of(ErrorCode.INVALID_ARGUMENT);
    }

    @SqlFunction(name = "EXTRACT", doc = EXTRACT_DOC, example = EXTRACT_EXAMPLE, group = GROUP, internal = true)
    public static long extractFromInterval(Utf8 unit, @SqlType(TypeKind.INTERVAL_MICROS) long micros) {
        TimeField field = TimeField.of(unit);
        if (field == TimeField.DAY) {
            return micros / Times.MICROS_PER_DAY;
        } else if (field == TimeField.EPOCH) {
            return micros / Times.MICROS_PER_SECOND;
        }
        long part = Times.extractOfTime(field, Math.abs(micros % Times.MICROS_PER_DAY));
        return micros < 0 ? -part : part;
    }

    // ---- FLOOR and CEIL

    @SqlFunction(
            name = "FLOOR_TO",
            doc = FLOOR_DOC,
            example = FLOOR_EXAMPLE,
            group = GROUP,
            internal = true,
            result = ResultRule.SAME_AS_FIRST)
    @SqlType(TypeKind.DATE)
    public static int floorDate(@SqlType(TypeKind.DATE) int date, Utf8 unit) {
        return Times.floorDay(TimeField.of(unit), date);
    }

    @SqlFunction(
            name = "FLOOR_TO",
            doc = FLOOR_DOC,
            example = FLOOR_EXAMPLE,
            group = GROUP,
            internal = true,
            result = ResultRule.SAME_AS_FIRST)
    @SqlType(TypeKind.TIME)
    public static long floorTime(@SqlType(TypeKind.TIME) long time, Utf8 unit) {
        return Times.floorTime(TimeField.of(unit), time);
    }

    @SqlFunction(
            name = "FLOOR_TO",
            doc = FLOOR_DOC,
            example = FLOOR_EXAMPLE,
            group = GROUP,
            internal = true,
            result = ResultRule.SAME_AS_FIRST)
    @SqlType(TypeKind.TIMESTAMP)
    public static long floor(@SqlType(TypeKind.TIMESTAMP) long time, Utf8 unit) {
        return Times.floor(TimeField.of(unit), time);
    }

    @SqlFunction(
            name = "FLOOR_TO",
            doc = FLOOR_DOC,
            example = FLOOR_EXAMPLE,
            group = GROUP,
            internal = true,
            result = ResultRule.SAME_AS_FIRST)
    @SqlType(TypeKind.TIMESTAMP_LTZ)
    public static long floorLtz(
            @SqlType(TypeKind.TIMESTAMP_LTZ) long time, Utf8 unit, @Hidden(Hidden.Kind.ZONE) Utf8 zone) {
        TimeField field = TimeField.of(unit);
        long local = Zones.toLocal(time, zone);
        long floor = Times.floor(field, local);
        return isOfClock(field) ? Zones.toInstant(floor, zone) : Times.checkTimestamp(time - (local - floor));
    }

    @SqlFunction(
            name = "CEIL_TO",
            doc = CEIL_DOC,
            example = CEIL_EXAMPLE,
            group = GROUP,
            internal = true,
            result = ResultRule.SAME_AS_FIRST)
    @SqlType(TypeKind.DATE)
    public static int ceilDate(@SqlType(TypeKind.DATE) int date, Utf8 unit) {
        return Times.ceilDay(TimeField.of(unit), date);
    }

    @SqlFunction(
            name = "CEIL_TO",
            doc = CEIL_DOC,
            example = CEIL_EXAMPLE,
            group = GROUP,
            internal = true,
            result = ResultRule.SAME_AS_FIRST)
    @SqlType(TypeKind.TIME)
    public static long ceilTime(@SqlType(TypeKind.TIME) long time, Utf8 unit) {
        TimeField field = TimeField.of(unit);
        long floor = Times.floorTime(field, time);
        return floor == time ? time : Times.addToTime(field, 1, floor);
    }

    @SqlFunction(
            name = "CEIL_TO",
            doc = CEIL_DOC,
            example = CEIL_EXAMPLE,
            group = GROUP,
            internal = true,
            result = ResultRule.SAME_AS_FIRST)
    @SqlType(TypeKind.TIMESTAMP)
    public static long ceil(@SqlType(TypeKind.TIMESTAMP) long time, Utf8 unit) {
        return Times.ceil(TimeField.of(unit), time);
    }

    @SqlFunction(
            name = "CEIL_TO",
            doc = CEIL_DOC,
            example = CEIL_EXAMPLE,
            group = GROUP,
            internal = true,
            result = ResultRule.SAME_AS_FIRST)
    @SqlType(TypeKind.TIMESTAMP_LTZ)
    public static long ceilLtz(
            @SqlType(TypeKind.TIMESTAMP_LTZ) long time, Utf8 unit, @Hidden(Hidden.Kind.ZONE) Utf8 zone) {
        TimeField field = TimeField.of(unit);
        long local = Zones.toLocal(time, zone);
        long ceil = Times.ceil(field, local);
        return isOfClock(field) ? Zones.toInstant(ceil, zone) : Times.checkTimestamp(time + (ceil - local));
    }

    private static boolean isOfClock(TimeField unit) {
        return unit.compareTo(TimeField.DAY) <= 0;
    }

    @SqlFunction(name = "DATE_TRUNC", doc = TRUNC_DOC, example = TRUNC_EXAMPLE, group = GROUP)
    @SqlType(TypeKind.TIMESTAMP)
    public static long dateTrunc(Utf8 unit, @SqlType(TypeKind.TIMESTAMP) long time) {
        TimeField field = TimeField.of(unit);
        return field == TimeField.WEEK ? mondayOf(time) : Times.floor(field, time);
    }

    @SqlFunction(name = "DATE_TRUNC", doc = TRUNC_DOC, example = TRUNC_EXAMPLE, group = GROUP)
    @SqlType(TypeKind.TIMESTAMP_LTZ)
    public static long dateTruncLtz(
            Utf8 unit, @SqlType(TypeKind.TIMESTAMP_LTZ) long time, @Hidden(Hidden.Kind.ZONE) Utf8 zone) {
        return TimeField.of(unit) == TimeField.WEEK
                ? Zones.toInstant(mondayOf(Zones.toLocal(time, zone)), zone)
                : floorLtz(time, unit, zone);
    }

    /** 0001-01-01 is a Monday, so no week starts before it. */
    private static long mondayOf(long time) {
        int day = Times.dayOf(time);
        return Times.startOf(day - Times.isoDayOfWeek(day) + 1);
    }

    // ---- TIMESTAMPADD and TIMESTAMPDIFF

    @SqlFunction(name = "TIMESTAMPADD", doc = ADD_DOC, example = ADD_EXAMPLE, group = GROUP, internal = true)
    @SqlType(TypeKind.DATE)
    public static int addToDate(Utf8 unit, long count, @SqlType(TypeKind.DATE) int date) {
        return Times.addToDay(TimeField.of(unit), count, date);
    }

    @SqlFunction(name = "TIMESTAMPADD", doc = ADD_DOC, example = ADD_EXAMPLE, group = GROUP, internal = true)
    @SqlType(TypeKind.TIME)
    public static long addToTime(Utf8 unit, long count, @SqlType(TypeKind.TIME) long time) {
        return Times.addToTime(TimeField.of(unit), count, time);
    }

    @SqlFunction(name = "TIMESTAMPADD", doc = ADD_DOC, example = ADD_EXAMPLE, group = GROUP, internal = true)
    @SqlType(TypeKind.TIMESTAMP)
    public static long add(Utf8 unit, long count, @SqlType(TypeKind.TIMESTAMP) long time) {
        return Times.add(TimeField.of(unit), count, time);
    }

    @SqlFunction(name = "TIMESTAMPADD", doc = ADD_DOC, example = ADD_EXAMPLE, group = GROUP, internal = true)
    @SqlType(TypeKind.TIMESTAMP_LTZ)
    public static long addToLtz(
            Utf8 unit, long count, @SqlType(TypeKind.TIMESTAMP_LTZ) long time, @Hidden(Hidden.Kind.ZONE) Utf8 zone) {
        TimeField field = TimeField.of(unit);
        return isOfClock(field)
                ? Zones.toInstant(Times.add(field, count, Zones.toLocal(time, zone)), zone)
                : Times.add(field, count, time);
    }

    @SqlFunction(name = "TIMESTAMPDIFF", doc = DIFF_DOC, example = DIFF_EXAMPLE, group = GROUP, internal = true)
    public static long differenceOfTimes(
            Utf8 unit, @SqlType(TypeKind.TIME) long from, @SqlType(TypeKind.TIME) long to) {
        return Times.difference(TimeField.of(unit), from, to);
    }

    @SqlFunction(name = "TIMESTAMPDIFF", doc = DIFF_DOC, example = DIFF_EXAMPLE, group = GROUP, internal = true)
    public static long difference(
            Utf8 unit, @SqlType(TypeKind.TIMESTAMP) long from, @SqlType(TypeKind.TIMESTAMP) long to) {
        return Times.difference(TimeField.of(unit), from, to);
    }

    @SqlFunction(name = "TIMESTAMPDIFF", doc = DIFF_DOC, example = DIFF_EXAMPLE, group = GROUP, internal = true)
    public static long differenceOfLtz(
            Utf8 unit,
            @SqlType(TypeKind.TIMESTAMP_LTZ) long from,
            @SqlType(TypeKind.TIMESTAMP_LTZ) long to,
            @Hidden(Hidden.Kind.ZONE) Utf8 zone) {
        TimeField field = TimeField.of(unit);
        return isOfClock(field)
                ? Times.difference(field, Zones.toLocal(from, zone), Zones.toLocal(to, zone))
                : Times.difference(field, from, to);
    }

    // ---- date or time and interval; a difference is the sum with the interval's negative

    @SqlFunction(name = "PLUS_INTERVAL", doc = PLUS_DOC, example = PLUS_EXAMPLE, group = GROUP, internal = true)
    @SqlType(TypeKind.DATE)
    public static int datePlusMonths(@SqlType(TypeKind.DATE) int date, @SqlType(TypeKind.INTERVAL_MONTHS) int months) {
        return Times.addMonths(date, months);
    }

    @SqlFunction(
            name = "PLUS_INTERVAL",
            doc = "A date and an interval added; a rest of the interval below a day is cut.",
            example = "DATE '2024-01-31' + INTERVAL '1' DAY = DATE '2024-02-01'",
            group = GROUP,
            internal = true)
    @SqlType(TypeKind.DATE)
    public static int datePlusMicros(@SqlType(TypeKind.DATE) int date, @SqlType(TypeKind.INTERVAL_MICROS) long micros) {
        return Times.checkDay(date + micros / Times.MICROS_PER_DAY);
    }

    @SqlFunction(
            name = "PLUS_INTERVAL",
            doc = "A time of the day and an interval added, round the clock.",
            example = "TIME '23:00:00' + INTERVAL '2' HOUR = TIME '01:00:00'",
            group = GROUP,
            internal = true,
            result = ResultRule.SAME_AS_FIRST)
    @SqlType(TypeKind.TIME)
    public static long timePlusMicros(
            @SqlType(TypeKind.TIME) long time, @SqlType(TypeKind.INTERVAL_MICROS) long micros) {
        return Times.addToTime(time, micros);
    }

    @SqlFunction(name = "PLUS_INTERVAL", doc = PLUS_DOC, example = PLUS_EXAMPLE, group = GROUP, internal = true)
    @SqlType(TypeKind.TIMESTAMP)
    public static long plusMonths(
            @SqlType(TypeKind.TIMESTAMP) long time, @SqlType(TypeKind.INTERVAL_MONTHS) int months) {
        return Times.addMonths(time, months);
    }

    @SqlFunction(name = "PLUS_INTERVAL", doc = PLUS_DOC, example = PLUS_EXAMPLE, group = GROUP, internal = true)
    @SqlType(TypeKind.TIMESTAMP)
    public static long plusMicros(
            @SqlType(TypeKind.TIMESTAMP) long time, @SqlType(TypeKind.INTERVAL_MICROS) long micros) {
        return Times.addMicros(time, micros);
    }

    @SqlFunction(name = "PLUS_INTERVAL", doc = PLUS_DOC, example = PLUS_EXAMPLE, group = GROUP, internal = true)
    @SqlType(TypeKind.TIMESTAMP_LTZ)
    public static long ltzPlusMonths(
            @SqlType(TypeKind.TIMESTAMP_LTZ) long time,
            @SqlType(TypeKind.INTERVAL_MONTHS) int months,
            @Hidden(Hidden.Kind.ZONE) Utf8 zone) {
        return Zones.toInstant(Times.addMonths(Zones.toLocal(time, zone), months), zone);
    }

    @SqlFunction(name = "PLUS_INTERVAL", doc = PLUS_DOC, example = PLUS_EXAMPLE, group = GROUP, internal = true)
    @SqlType(TypeKind.TIMESTAMP_LTZ)
    public static long ltzPlusMicros(
            @SqlType(TypeKind.TIMESTAMP_LTZ) long time, @SqlType(TypeKind.INTERVAL_MICROS) long micros) {
        return Times.addMicros(time, micros);
    }
}
