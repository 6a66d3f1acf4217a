// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.error;

/**
 * The registry of all errors: a stable code {@code AREA-NNNN}, its SQLSTATE and whose fault it is.
 *
 * <p>Codes are never renumbered or used again; each has a section in {@code docs/errors.md}.
 */
public enum ErrorCode {
    // SQL text
    SYNTAX("SQL", 1001, "42601", Fault.USER),
    UNTERMINATED_TEXT("SQL", 1002, "42601", Fault.USER),
    ILLEGAL_CHARACTER("SQL", 1003, "42601", Fault.USER),
    TABLE_NOT_FOUND("SQL", 1101, "42P01", Fault.USER),
    COLUMN_NOT_FOUND("SQL", 1102, "42703", Fault.USER),
    FUNCTION_NOT_FOUND("SQL", 1103, "42883", Fault.USER),
    OBJECT_EXISTS("SQL", 1104, "42P07", Fault.USER),
    DUPLICATE_COLUMN("SQL", 1105, "42701", Fault.USER),
    AMBIGUOUS_COLUMN("SQL", 1106, "42702", Fault.USER),
    JOB_NOT_FOUND("SQL", 1107, "42704", Fault.USER),
    TYPE_MISMATCH("SQL", 1201, "42804", Fault.USER),
    INVALID_TYPE("SQL", 1202, "42601", Fault.USER),
    NOT_AGGREGATED("SQL", 1203, "42803", Fault.USER),
    WRONG_OBJECT_TYPE("SQL", 1204, "42809", Fault.USER),
    INVALID_DEFINITION("SQL", 1205, "42P16", Fault.USER),
    PARAMETER_MISSING("SQL", 1206, "07002", Fault.USER),
    VALIDATION("SQL", 1299, "42000", Fault.USER),
    CONNECTOR_NOT_FOUND("SQL", 1301, "42704", Fault.USER),
    OPTION_UNKNOWN("SQL", 1302, "42704", Fault.USER),
    OPTION_MISSING("SQL", 1303, "42601", Fault.USER),
    OPTION_VALUE("SQL", 1304, "22023", Fault.USER),
    NOT_SUPPORTED("SQL", 1900, "0A000", Fault.USER),
    // Limits
    STATEMENT_TOO_LONG("LIM", 2000, "54000", Fault.USER),
    NESTING_TOO_DEEP("LIM", 2001, "54001", Fault.USER),
    TOO_MANY_COLUMNS("LIM", 2002, "54011", Fault.USER),
    TOO_MANY_JOINS("LIM", 2003, "54001", Fault.USER),
    PLAN_DEADLINE("LIM", 2004, "54001", Fault.USER),
    TOO_COMPLEX("LIM", 2005, "54001", Fault.USER),
    // Stream semantics
    UNBOUNDED_SORT("STR", 3001, "SS001", Fault.USER),
    VOLATILE_ON_UPDATES("STR", 3002, "SS002", Fault.USER),
    WATERMARK_MISSING("STR", 3003, "SS003", Fault.USER),
    SINK_NOT_UPDATABLE("STR", 3005, "SS005", Fault.USER),
    // Data
    NUMERIC_OUT_OF_RANGE("DAT", 4001, "22003", Fault.USER),
    DIVISION_BY_ZERO("DAT", 4002, "22012", Fault.USER),
    INVALID_CAST("DAT", 4003, "22018", Fault.USER),
    DATETIME_OUT_OF_RANGE("DAT", 4004, "22008", Fault.USER),
    DATETIME_FORMAT("DAT", 4005, "22007", Fault.USER),
    INVALID_ARGUMENT("DAT", 4006, "22023", Fault.USER),
    NULL_NOT_ALLOWED("DAT", 4007, "23502", Fault.USER),
    TEXT_TOO_LONG("DAT", 4008, "22001", Fault.USER),
    INVALID_REGEX("DAT", 4009, "2201B", Fault.USER),
    ARRAY_INDEX("DAT", 4010, "2202E", Fault.USER),
    SUBSTRING("DAT", 4011, "22011", Fault.USER),
    UNDECODABLE_RECORD("DAT", 4100, "22P02", Fault.OUTSIDE),
    RECORD_TOO_LARGE("DAT", 4101, "22P02", Fault.OUTSIDE),
    NEGATIVE_MULTIPLICITY("CHG", 4501, "23S01", Fault.OUTSIDE),
    // Ends
    SOURCE_UNREACHABLE("SRC", 5001, "08001", Fault.OUTSIDE),
    SOURCE_FAILED("SRC", 5002, "58030", Fault.OUTSIDE),
    FILE_NOT_FOUND("SRC", 5003, "58P01", Fault.OUTSIDE),
    SINK_FAILED("SNK", 5101, "58030", Fault.OUTSIDE),
    // State
    SNAPSHOT_CORRUPT("CKP", 6001, "XX001", Fault.SYSTEM),
    SNAPSHOT_MISMATCH("CKP", 6002, "SP001", Fault.USER),
    // Resources and operation
    OUT_OF_MEMORY("RES", 7001, "53200", Fault.SYSTEM),
    CANCELLED("OPR", 7501, "57014", Fault.USER),
    TIMED_OUT("OPR", 7502, "57014", Fault.USER),
    SHUTTING_DOWN("OPR", 7503, "57P01", Fault.SYSTEM),
    JOB_FAILED("OPR", 7504, "58000", Fault.SYSTEM),
    // Security
    PATH_OUTSIDE_ROOTS("SEC", 8102, "42501", Fault.USER),
    // Configuration
    CONFIGURATION("CFG", 8501, "F0000", Fault.USER),
    URL_INVALID("CFG", 8502, "08001", Fault.USER),
    // Sessions
    STATEMENT_CLOSED("SES", 8901, "26000", Fault.USER),
    CURSOR_CLOSED("SES", 8902, "34000", Fault.USER),
    CONNECTION_CLOSED("SES", 8903, "08003", Fault.USER),
    INTERNAL("INT", 9999, "XX000", Fault.SYSTEM);

    private final String area;
    private final int number;
    private final String sqlState;
    private final Fault fault;

    ErrorCode(String area, int number, String sqlState, Fault fault) {
        this.area = area;
        this.number = number;
        this.sqlState = sqlState;
        this.fault = fault;
    }

    /** The stable code as people read it, such as {@code SQL-1102}. */
    public String code() {
        return area + "-" + number;
    }

    /** The number within all areas; what JDBC's {@code getErrorCode} gives. */
    public int number() {
        return number;
    }

    public String sqlState() {
        return sqlState;
    }

    public Fault fault() {
        return fault;
    }

    /** The code with the given number; {@link #INTERNAL} when there is none. */
    public static ErrorCode ofNumber(int number) {
        for (ErrorCode code : values()) {
            if (code.number == number) {
                return code;
            }
        }
        return INTERNAL;
    }
}
