// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;
import java.util.Locale;

/** A part of a date or time, named by a text such as {@code 'MONTH'}; a unit when it can be added or cut to. */
public enum TimeField {
    MILLENNIUM,
    CENTURY,
    DECADE,
    YEAR,
    QUARTER,
    MONTH,
    WEEK,
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    MILLISECOND,
    MICROSECOND,
    /** For EXTRACT and TIMESTAMPDIFF alone: values are kept to the microsecond. */
    NANOSECOND,
    ISOYEAR,
    /** Day of the year, from 1. */
    DOY,
    /** Day of the week, from 1 for Sunday. */
    DOW,
    /** Day of the week, from 1 for Monday. */
    ISODOW,
    /** Seconds since 1970. */
    EPOCH;

    private static final int SLOTS = 64;
    private static final TimeField[] BY_SLOT = new TimeField[SLOTS];
    private static final long[] KEYS = new long[SLOTS];

    static {
        for (TimeField field : values()) {
            add(field.name(), field);
        }
    }

    private static void add(String name, TimeField field) {
        Utf8 text = Utf8.of(name.toLowerCase(Locale.ROOT));
        long key = key(text, text.length());
        int slot = slot(key);
        while (BY_SLOT[slot] != null) {
            slot = slot + 1 & SLOTS - 1;
        }
        KEYS[slot] = key;
        BY_SLOT[slot] = field;
    }

    /** The field of a name in any case, also in the plural. */
    static TimeField of(Utf8 name) {
        int length = name.length();
        if (length > 3 && (name.byteAt(length - 1) | 0x20) == 's') {
            length--;
        }
        if (length < 3 || length > 11) {
            throw RowError.of(ErrorCode.INVALID_ARGUMENT);
        }
        long key = key(name, length);
        int slot = slot(key);
        while (true) {
            TimeField field = BY_SLOT[slot];
            if (field == null) {
                throw RowError.of(ErrorCode.INVALID_ARGUMENT);
            }
            if (KEYS[slot] == key && field.isNamed(name, length)) {
                return field;
            }
            slot = slot + 1 & SLOTS - 1;
        }
    }

    private boolean isNamed(Utf8 text, int length) {
        String name = name();
        if (name.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if ((text.byteAt(i) & ~0x20) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static long key(Utf8 name, int length) {
        long key = length;
        for (int i = 0; i < length; i++) {
            key = key * 31 + (name.byteAt(i) | 0x20);
        }
        return key;
    }

    private static int slot(long key) {
        return (int) (key * 0x9E3779B97F4A7C15L >>> 58);
    }
}
