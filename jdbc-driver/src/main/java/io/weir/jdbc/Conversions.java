// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import java.sql.Types;

/** Which of JDBC's types CAST turns into which. */
final class Conversions {
    private enum Family {
        NUMBER,
        BOOLEAN,
        TEXT,
        BYTES,
        DATE,
        TIME,
        TIMESTAMP,
        NONE
    }

    private Conversions() {}

    private static Family family(int type) {
        return switch (type) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.DECIMAL,
                    Types.NUMERIC -> Family.NUMBER;
            case Types.BOOLEAN, Types.BIT -> Family.BOOLEAN;
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR ->
                Family.TEXT;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> Family.BYTES;
            case Types.DATE -> Family.DATE;
            case Types.TIME -> Family.TIME;
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> Family.TIMESTAMP;
            default -> Family.NONE;
        };
    }

    static boolean exists(int from, int to) {
        Family source = family(from);
        Family target = family(to);
        if (source == Family.NONE || target == Family.NONE) {
            return false;
        } else if (source == target) {
            return true;
        }
        return switch (source) {
            case TEXT -> true;
            case NUMBER, BOOLEAN -> target == Family.TEXT || target == Family.NUMBER || target == Family.BOOLEAN;
            case BYTES -> target == Family.TEXT;
            case DATE -> target == Family.TEXT || target == Family.TIMESTAMP;
            case TIME -> target == Family.TEXT;
            case TIMESTAMP -> target == Family.TEXT || target == Family.DATE || target == Family.TIME;
            case NONE -> false;
        };
    }
}
