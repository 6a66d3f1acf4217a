// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.error;

/**
 * The registry of all errors: a stable code {@code AREA-NNNN}, its SQLSTATE and whose fault it is.
 *
 * <p>Codes are never renumbered or used again; each has a section in {@code docs/errors.md}.
 */
public enum ErrorCode {
    // SQL text
    SYNTAX(
            "SQL",
            1001,
            "42601",
            Fault.USER,
            "The text is not SQL that Weir reads; the place is the first token that does not fit."),
    UNTERMINATED_TEXT("SQL", 1002, "42601", Fault.USER, "A quoted text, name or comment has no end."),
    ILLEGAL_CHARACTER(
            "SQL",
            1003,
            "42601",
            Fault.USER,
            "The text holds a character that cannot stand there, such as NUL or half of a surrogate pair."),
    TABLE_NOT_FOUND(
            "SQL",
            1101,
            "42P01",
            Fault.USER,
            "No table or view has this name in the session; names match in any case."),
    COLUMN_NOT_FOUND("SQL", 1102, "42703", Fault.USER, "The tables at this place have no such column."),
    FUNCTION_NOT_FOUND(
            "SQL",
            1103,
            "42883",
            Fault.USER,
            "There is no function of this name that takes arguments of these types; SHOW FUNCTIONS lists them all."),
    OBJECT_EXISTS(
            "SQL",
            1104,
            "42P07",
            Fault.USER,
            "A table or view of this name exists; drop it first, or write IF NOT EXISTS."),
    DUPLICATE_COLUMN(
            "SQL",
            1105,
            "42701",
            Fault.USER,
            "Two columns have the same name; names that differ only in case are the same."),
    AMBIGUOUS_COLUMN(
            "SQL", 1106, "42702", Fault.USER, "More than one table at this place has the column; write table.column."),
    JOB_NOT_FOUND("SQL", 1107, "42704", Fault.USER, "No job has this id; SHOW JOBS lists them."),
    DATABASE_NOT_FOUND("SQL", 1108, "3D000", Fault.USER, "The server has no database of the name in the URL."),
    TYPE_MISMATCH(
            "SQL",
            1201,
            "42804",
            Fault.USER,
            "A value has a type that cannot stand at this place; nothing is converted silently, so write a CAST."),
    INVALID_TYPE(
            "SQL", 1202, "42601", Fault.USER, "There is no such type, or its precision or length is out of range."),
    NOT_AGGREGATED("SQL", 1203, "42803", Fault.USER, "A column is neither in GROUP BY nor within an aggregate."),
    WRONG_OBJECT_TYPE(
            "SQL", 1204, "42809", Fault.USER, "The object is of another kind, such as a view where a table is needed."),
    INVALID_DEFINITION("SQL", 1205, "42P16", Fault.USER, "The parts of a CREATE statement contradict each other."),
    PARAMETER_MISSING(
            "SQL",
            1206,
            "07002",
            Fault.USER,
            "A parameter of a prepared statement has no value, or there is no such parameter."),
    VALIDATION("SQL", 1299, "42000", Fault.USER, "The statement cannot mean anything, for the reason in the text."),
    CONNECTOR_NOT_FOUND("SQL", 1301, "42704", Fault.USER, "There is no connector of this name on the class path."),
    OPTION_UNKNOWN("SQL", 1302, "42704", Fault.USER, "There is no option of this name here."),
    OPTION_MISSING("SQL", 1303, "42601", Fault.USER, "A required option is missing."),
    OPTION_VALUE("SQL", 1304, "22023", Fault.USER, "The option cannot have this value."),
    NOT_SUPPORTED(
            "SQL",
            1900,
            "0A000",
            Fault.USER,
            "Weir does not do this yet; the hint names the nearest thing that works."),
    // Limits
    STATEMENT_TOO_LONG("LIM", 2000, "54000", Fault.USER, "A statement may have 1 MB."),
    NESTING_TOO_DEEP("LIM", 2001, "54001", Fault.USER, "Expressions and queries may be nested 128 deep."),
    TOO_MANY_COLUMNS("LIM", 2002, "54011", Fault.USER, "A table or result may have 2,000 columns."),
    TOO_MANY_JOINS("LIM", 2003, "54001", Fault.USER, "A query may join 32 tables."),
    PLAN_DEADLINE("LIM", 2004, "54001", Fault.USER, "Planning took longer than 10 seconds and was given up."),
    TOO_COMPLEX("LIM", 2005, "54001", Fault.USER, "The statement is larger than the planner can take; split it."),
    MESSAGE_TOO_LARGE(
            "LIM", 2006, "54000", Fault.USER, "A request to a server may have 8 MB and a row of an answer 64 MB."),
    // Stream semantics
    UNBOUNDED_SORT(
            "STR",
            3001,
            "SS001",
            Fault.USER,
            "The rows of an endless input cannot be put in order, since there is always one to come."),
    VOLATILE_ON_UPDATES(
            "STR",
            3002,
            "SS002",
            Fault.USER,
            "A value that changes by itself, such as the present time, cannot be computed for rows that may be taken back: the row taken back would not be found."),
    WATERMARK_MISSING(
            "STR",
            3003,
            "SS003",
            Fault.USER,
            "A window over an endless input needs to know when it is over; the table declares no WATERMARK for the column."),
    SINK_NOT_UPDATABLE("STR", 3005, "SS005", Fault.USER, "The query takes rows back and the table can only add rows."),
    KEY_NOT_PROVEN(
            "STR",
            3006,
            "SS006",
            Fault.USER,
            "The query may have several rows for one primary key of the table, which refuses that with sink.key-conflicts."),
    // Data
    NUMERIC_OUT_OF_RANGE(
            "DAT",
            4001,
            "22003",
            Fault.USER,
            "A number is too large for its type. Arithmetic is checked and never wraps."),
    DIVISION_BY_ZERO("DAT", 4002, "22012", Fault.USER, "A number was divided by zero."),
    INVALID_CAST(
            "DAT",
            4003,
            "22018",
            Fault.USER,
            "A text is not a value of the type it is cast to; TRY_CAST gives NULL instead."),
    DATETIME_OUT_OF_RANGE("DAT", 4004, "22008", Fault.USER, "A date or time lies outside the years 1 to 9999."),
    DATETIME_FORMAT("DAT", 4005, "22007", Fault.USER, "A text is not a date or time of the expected form."),
    INVALID_ARGUMENT("DAT", 4006, "22023", Fault.USER, "A function was given an argument outside what it takes."),
    NULL_NOT_ALLOWED("DAT", 4007, "23502", Fault.USER, "A NULL came where none may stand, such as a NOT NULL column."),
    TEXT_TOO_LONG("DAT", 4008, "22001", Fault.USER, "A text is longer than its type allows."),
    INVALID_REGEX("DAT", 4009, "2201B", Fault.USER, "A regular expression is not one of RE2's syntax."),
    ARRAY_INDEX("DAT", 4010, "2202E", Fault.USER, "An array has no element at this place."),
    SUBSTRING("DAT", 4011, "22011", Fault.USER, "A piece of a text was asked for with a negative length."),
    CARDINALITY(
            "DAT",
            4012,
            "21000",
            Fault.USER,
            "A sub-query that stands for one value gave more than one row; an aggregate or LIMIT 1 makes it one."),
    UNDECODABLE_RECORD(
            "DAT",
            4100,
            "22P02",
            Fault.OUTSIDE,
            "A record of a source is not of the table's format or types; 'on-error' = 'drop' leaves such records out and counts them."),
    RECORD_TOO_LARGE("DAT", 4101, "22P02", Fault.OUTSIDE, "A record of a source is larger than may be read."),
    NEGATIVE_MULTIPLICITY("CHG", 4501, "23S01", Fault.OUTSIDE, "A source took back a row that it never gave."),
    // Ends
    SOURCE_UNREACHABLE("SRC", 5001, "08001", Fault.OUTSIDE, "The outside system cannot be reached."),
    SOURCE_FAILED("SRC", 5002, "58030", Fault.OUTSIDE, "Reading from the outside failed."),
    FILE_NOT_FOUND("SRC", 5003, "58P01", Fault.OUTSIDE, "The file or folder does not exist."),
    TOPIC_NOT_FOUND("SRC", 5010, "58P01", Fault.OUTSIDE, "The broker has no such topic or partition."),
    ACCESS_REFUSED(
            "SRC",
            5011,
            "28000",
            Fault.OUTSIDE,
            "The outside system does not know the user, refuses the password, or does not let the user do this."),
    POSITION_LOST(
            "SRC",
            5012,
            "58030",
            Fault.OUTSIDE,
            "The rows behind the present position are gone from the outside system, so reading cannot go on without a gap."),
    SINK_FAILED("SNK", 5101, "58030", Fault.OUTSIDE, "Writing to the outside failed."),
    // State
    SNAPSHOT_CORRUPT(
            "CKP",
            6001,
            "XX001",
            Fault.SYSTEM,
            "Stored state is damaged: a length or checksum is wrong. It is never used in part."),
    SNAPSHOT_MISMATCH("CKP", 6002, "SP001", Fault.USER, "Stored state belongs to another plan or a later version."),
    // Resources and operation
    OUT_OF_MEMORY("RES", 7001, "53200", Fault.SYSTEM, "The query needed more memory than it may have."),
    TOO_MANY_CONNECTIONS(
            "RES",
            7002,
            "53300",
            Fault.USER,
            "The server has as many connections or sessions as it may have; close some, or try again later."),
    TOO_MANY_STATEMENTS(
            "RES", 7003, "53400", Fault.USER, "The session has as many open statements as it may have; close some."),
    CANCELLED("OPR", 7501, "57014", Fault.USER, "The query was cancelled, as asked."),
    TIMED_OUT("OPR", 7502, "57014", Fault.USER, "The query ran longer than its time limit."),
    SHUTTING_DOWN("OPR", 7503, "57P01", Fault.SYSTEM, "The engine is shutting down."),
    JOB_FAILED("OPR", 7504, "58000", Fault.SYSTEM, "The job behind this result has failed before."),
    // Security
    PATH_OUTSIDE_ROOTS(
            "SEC",
            8102,
            "42501",
            Fault.USER,
            "SQL may reach files only below the folders named by files.roots, links followed."),
    ORIGIN_REFUSED(
            "SEC",
            8103,
            "28000",
            Fault.USER,
            "A request came from a web page or for a name that is not the server's own; Weir answers only to programs that call it by its address."),
    SESSION_ID_REFUSED(
            "SEC",
            8104,
            "28000",
            Fault.USER,
            "A client chose an id for its connection that could be guessed or is in use; it must be a random UUID (version 4)."),
    OPTION_REFUSED(
            "SEC",
            8110,
            "42501",
            Fault.USER,
            "The option would let SQL choose a class, a file or a way to log in that only Weir itself may choose."),
    // Configuration
    CONFIGURATION("CFG", 8501, "F0000", Fault.USER, "A setting of the engine cannot be used."),
    URL_INVALID(
            "CFG",
            8502,
            "08001",
            Fault.USER,
            "The JDBC URL is not of the form jdbc:weir:[name][;property=value...] or jdbc:weir://host:port[;property=value...]."),
    ADDRESS_NOT_ALLOWED(
            "CFG",
            8503,
            "F0000",
            Fault.USER,
            "The server listens on loopback addresses alone, because there is no authentication yet: whoever may send SQL can reach files and networks."),
    ADDRESS_NOT_AVAILABLE(
            "CFG",
            8504,
            "F0000",
            Fault.OUTSIDE,
            "The server cannot listen on the address: the port is in use, or not allowed."),
    ENGINE_MISSING(
            "CFG",
            8510,
            "08001",
            Fault.USER,
            "jdbc:weir: runs the engine in this process, and the engine is not on the class path."),
    // Sessions
    STATEMENT_CLOSED("SES", 8901, "26000", Fault.USER, "The statement was closed."),
    CURSOR_CLOSED("SES", 8902, "34000", Fault.USER, "The result was closed."),
    CONNECTION_CLOSED("SES", 8903, "08003", Fault.USER, "The connection was closed."),
    SESSION_UNKNOWN(
            "SES",
            8904,
            "08003",
            Fault.USER,
            "The server does not know the session: it was closed, its client was not heard of for 25 seconds, or the server was started anew."),
    PROTOCOL(
            "SES",
            8905,
            "08P01",
            Fault.OUTSIDE,
            "A message between client and server is damaged or of another protocol; the two may be of versions that do not fit."),
    SERVER_UNREACHABLE("SES", 8906, "08001", Fault.OUTSIDE, "There is no server at the address of the URL."),
    SERVER_ERROR("SES", 8908, "58000", Fault.OUTSIDE, "A server that is not Weir's reports an error in its own words."),
    CONNECTION_LOST(
            "SES",
            8907,
            "08006",
            Fault.OUTSIDE,
            "The connection to the server broke or was silent for 30 seconds; what was running has ended."),
    TRANSACTION_STATE(
            "SES",
            8910,
            "25000",
            Fault.USER,
            "Commit and rollback are for connections that do not commit by themselves."),
    NO_PRESENT_ROW("SES", 8911, "24000", Fault.USER, "A value was asked for before the first row or after the last."),
    CALL_ARGUMENT(
            "SES", 8912, "22023", Fault.USER, "A call of the driver was given an argument outside what it takes."),
    INTERNAL(
            "INT",
            9999,
            "XX000",
            Fault.SYSTEM,
            "A mistake of Weir's own; please report it with the log of the process.");

    private final String area;
    private final int number;
    private final String sqlState;
    private final Fault fault;
    private final String meaning;

    ErrorCode(String area, int number, String sqlState, Fault fault, String meaning) {
        this.area = area;
        this.number = number;
        this.sqlState = sqlState;
        this.fault = fault;
        this.meaning = meaning;
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

    /** What has happened and what helps, in a sentence or two; the text of its section in {@code docs/errors.md}. */
    public String meaning() {
        return meaning;
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
