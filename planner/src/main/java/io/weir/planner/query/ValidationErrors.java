// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import io.weir.planner.catalog.Catalog;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.Nearest;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** What Calcite says of a mistake, in our words: nothing of its own leaves this package. */
final class ValidationErrors {
    private static final Pattern TYPE = Pattern.compile("<([^>]*(?:<[^>]*>)?[^>]*)>");
    private static final Pattern PLAIN_COLUMN = Pattern.compile("(?:[^.`'\"()]+\\.)*([^.`'\"()]+)");

    private final CalciteMessage message;
    private final @Nullable SourceSpan span;
    private final CalciteException cause;

    private ValidationErrors(CalciteMessage message, @Nullable SourceSpan span, CalciteException cause) {
        this.message = message;
        this.span = span;
        this.cause = cause;
    }

    static SqlException translate(CalciteException error, WeirValidator validator, SqlNode query, Catalog catalog) {
        SourceSpan span = span(error);
        for (Throwable each = error; each != null; each = each.getCause()) {
            if (each instanceof SqlException ours) {
                return ours;
            }
        }
        Throwable inner =
                error instanceof CalciteContextException && error.getCause() != null ? error.getCause() : error;
        Optional<CalciteMessage> message = CalciteMessage.of(inner.getMessage());
        if (message.isEmpty()) {
            return unknown(span, error);
        }
        return new ValidationErrors(message.get(), span, error).translate(validator, query, catalog);
    }

    private static @Nullable SourceSpan span(CalciteException error) {
        return error instanceof CalciteContextException place && place.getPosLine() > 0
                ? new SourceSpan(
                        place.getPosLine(), place.getPosColumn(), place.getEndPosLine(), place.getEndPosColumn())
                : null;
    }

    private static SqlException unknown(@Nullable SourceSpan span, CalciteException error) {
        return SqlException.report(ErrorCode.VALIDATION)
                .says("the statement is not valid at this place")
                .at(span)
                .causedBy(error)
                .toException();
    }

    private SqlException translate(WeirValidator validator, SqlNode query, Catalog catalog) {
        return switch (message.key()) {
            case "objectNotFound",
                    "objectNotFoundDidYouMean",
                    "tableNameNotFound",
                    "tableNameNotFoundDidYouMean",
                    "tableNotFound" -> catalog.notFound("table", message.argument(0), span);
            case "objectNotFoundWithin", "objectNotFoundWithinDidYouMean" ->
                catalog.notFound("table", message.argument(1) + "." + message.argument(0), span);
            case "columnNotFound",
                    "columnNotFoundDidYouMean",
                    "columnNotFoundInTable",
                    "columnNotFoundInTableDidYouMean",
                    "unknownIdentifier" -> columnNotFound(VisibleColumns.at(validator, query, span));
            case "unknownField", "unknownRowField" ->
                error(ErrorCode.COLUMN_NOT_FOUND, "field \"" + message.argument(0) + "\" does not exist", null);
            case "columnAmbiguous" ->
                error(
                        ErrorCode.AMBIGUOUS_COLUMN,
                        "column \"" + message.argument(0) + "\" is ambiguous",
                        "Put the table's name before it.");
            case "notGroupExpr" -> notGrouped();
            case "notSelectDistinctExpr" ->
                error(
                        ErrorCode.NOT_AGGREGATED,
                        "ORDER BY of SELECT DISTINCT asks for something that is not selected",
                        "Select it too, or leave out DISTINCT.");
            case "aggregateIllegalInClause" ->
                error(
                        ErrorCode.NOT_AGGREGATED,
                        "an aggregate cannot stand in " + message.argument(0),
                        message.argument(0).equals("WHERE") ? "Groups are filtered with HAVING." : null);
            case "aggregateIllegalInOrderBy" ->
                error(
                        ErrorCode.NOT_AGGREGATED,
                        "an aggregate cannot stand in ORDER BY of a query without GROUP BY",
                        "Add GROUP BY.");
            case "nestedAggIllegal" ->
                error(
                        ErrorCode.NOT_AGGREGATED,
                        "an aggregate cannot stand within another",
                        "Aggregate in a query in FROM first.");
            case "aggregateInFilterIllegal" ->
                error(ErrorCode.NOT_AGGREGATED, "an aggregate cannot stand in FILTER", "Filter by columns.");
            case "condMustBeBoolean" -> notBoolean(message.argument(0));
            case "havingMustBeBoolean" -> notBoolean("HAVING");
            case "filterMustBeBoolean" -> notBoolean("FILTER");
            default -> translateTypes();
        };
    }

    private SqlException translateTypes() {
        return switch (message.key()) {
            case "canNotApplyOp2Type" -> notApplicable();
            case "cannotCastValue" ->
                error(
                        ErrorCode.TYPE_MISMATCH,
                        typeName(message.argument(0)) + " cannot be converted to " + typeName(message.argument(1)),
                        null);
            case "incompatibleValueType", "incompatibleTypesInList" ->
                error(
                        ErrorCode.TYPE_MISMATCH,
                        "the values of IN are not of one type, or differ in the number of columns",
                        "Convert them with CAST(... AS type).");
            case "illegalMixingOfTypes", "cannotInferReturnType" ->
                error(
                        ErrorCode.TYPE_MISMATCH,
                        "the results of CASE or COALESCE are not of one type",
                        "Convert them with CAST(... AS type).");
            case "mustNotNullInElse", "nullIllegal" ->
                error(
                        ErrorCode.INVALID_TYPE,
                        "the type of NULL cannot be told here",
                        "Say it with CAST(NULL AS type).");
            case "dynamicParamIllegal" ->
                error(
                        ErrorCode.INVALID_TYPE,
                        "the type of the parameter cannot be told here",
                        "Say it with CAST(? AS type).");
            case "typeNotComparable", "typeNotComparableNear", "needSameTypeParameter" -> incomparable();
            case "operandNotComparable", "typeNotComparableEachOther", "invalidCompare", "unequalRowSizes" ->
                incomparable();
            case "columnTypeMismatchInSetop" ->
                error(
                        ErrorCode.TYPE_MISMATCH,
                        "column " + message.argument(0) + " of " + message.argument(1) + " is not of one type",
                        "Convert it with CAST(... AS type).");
            case "columnCountMismatchInSetop" ->
                error(
                        ErrorCode.TYPE_MISMATCH,
                        "the queries of " + message.argument(0) + " differ in the number of their columns",
                        null);
            case "validatorUnknownFunction", "functionUndefined" ->
                error(
                        ErrorCode.FUNCTION_NOT_FOUND,
                        "function " + name(message.argument(0)) + " does not exist",
                        "SHOW FUNCTIONS lists all functions.");
            case "invalidArgCount" ->
                error(
                        ErrorCode.FUNCTION_NOT_FOUND,
                        "function " + message.argument(0) + " takes another number of arguments",
                        "Give it " + message.argument(1) + ".");
            case "wrongNumberOfParam", "wrongNumOfArguments", "mapRequiresTwoOrMoreArgs", "mapRequiresEvenArgCount" ->
                error(ErrorCode.FUNCTION_NOT_FOUND, "the number of arguments is not right", null);
            case "minMaxBadType", "typeNotSupported" ->
                error(ErrorCode.TYPE_MISMATCH, "a value of this type cannot stand here", "Convert it with CAST.");
            case "numberLiteralOutOfRange" ->
                error(
                        ErrorCode.NUMERIC_OUT_OF_RANGE,
                        "number " + message.argument(0) + " has too many digits",
                        "A number has at most 38 digits; write 1E100 for a DOUBLE.");
            case "illegalLiteral", "invalidLiteral", "dateLiteralOutOfRange" ->
                error(
                        ErrorCode.DATETIME_FORMAT,
                        "the literal is not a date or time",
                        "Write DATE '2026-01-31', TIME '23:59:59' or TIMESTAMP '2026-01-31 23:59:59'.");
            case "unsupportedIntervalLiteral",
                    "illegalIntervalLiteral",
                    "intervalFieldExceedsPrecision",
                    "intervalStartPrecisionOutOfRange",
                    "intervalFractionalSecondPrecisionOutOfRange" ->
                error(
                        ErrorCode.DATETIME_FORMAT,
                        "the literal is not an interval of this unit",
                        "Write INTERVAL '10' SECOND, or say more digits as in INTERVAL '1000' SECOND(4).");
            default -> translateForms();
        };
    }

    private SqlException translateForms() {
        return switch (message.key()) {
            case "aliasListDegree" ->
                error(
                        ErrorCode.VALIDATION,
                        "the list names " + message.argument(2) + " columns, the table has " + message.argument(0),
                        null);
            case "aliasListDuplicate", "duplicateColumnName", "duplicateNameInColumnList" ->
                error(ErrorCode.DUPLICATE_COLUMN, "column \"" + message.argument(0) + "\" is given twice", null);
            case "fromAliasDuplicate" ->
                error(
                        ErrorCode.VALIDATION,
                        "table \"" + message.argument(0) + "\" stands twice in FROM",
                        "Give one of them another name with AS.");
            case "joinRequiresCondition" ->
                error(
                        ErrorCode.VALIDATION,
                        "the join has no condition",
                        "Add ON a.id = b.id or USING (id), or write CROSS JOIN for all pairs.");
            case "crossJoinDisallowsCondition" ->
                error(ErrorCode.VALIDATION, "CROSS JOIN takes no condition", "Write JOIN ... ON.");
            case "naturalDisallowsOnOrUsing" ->
                error(
                        ErrorCode.VALIDATION,
                        "NATURAL JOIN takes no condition",
                        "It compares the columns with equal names; leave out NATURAL or the condition.");
            case "qualifyExpressionMustContainWindowFunction" ->
                error(
                        ErrorCode.VALIDATION,
                        "QUALIFY filters by functions over frames, and there is none",
                        "Filter rows with WHERE.");
            case "orderByOrdinalOutOfRange" ->
                error(ErrorCode.VALIDATION, "there is no column of this number", "Columns are counted from 1.");
            case "selectStarRequiresFrom" -> error(ErrorCode.VALIDATION, "SELECT * needs a FROM clause", null);
            case "selectMissingFrom" -> error(ErrorCode.VALIDATION, "the query needs a FROM clause", null);
            case "selectStarExcludeListContainsUnknownColumns" ->
                error(
                        ErrorCode.COLUMN_NOT_FOUND,
                        "column \"" + name(message.argument(0)) + "\" does not exist",
                        "EXCLUDE takes columns that * stands for.");
            case "selectStarExcludeCannotExcludeAllColumns" ->
                error(ErrorCode.VALIDATION, "EXCLUDE leaves no column", null);
            case "starRequiresRecordType" ->
                error(ErrorCode.TYPE_MISMATCH, "only a table or ROW has columns for *", null);
            case "overNonAggregate", "filterNonAggregate" ->
                error(ErrorCode.VALIDATION, "OVER and FILTER belong to aggregates", "Filter rows with WHERE.");
            case "functionQuantifierNotAllowed" ->
                error(ErrorCode.VALIDATION, "DISTINCT cannot stand in " + message.argument(0), null);
            case "someButNotAllArgumentsAreNamed" ->
                error(ErrorCode.VALIDATION, "either all arguments are named or none", null);
            case "duplicateArgumentName" ->
                error(ErrorCode.VALIDATION, "argument " + message.argument(0) + " is given twice", null);
            case "paramNotFoundInFunctionDidYouMean" ->
                error(
                        ErrorCode.VALIDATION,
                        "function " + message.argument(1) + " has no argument " + message.argument(0),
                        "The nearest name is \"" + message.argument(2) + "\".");
            case "defaultNotAllowed", "defaultForOptionalParameter" ->
                error(ErrorCode.VALIDATION, "DEFAULT cannot stand here", "Write the value.");
            case "groupingArgument" ->
                error(
                        ErrorCode.NOT_AGGREGATED,
                        message.argument(0) + " takes what the query groups by",
                        "Name an item of GROUP BY.");
            case "groupingInAggregate", "groupingInWrongClause" ->
                error(
                        ErrorCode.NOT_AGGREGATED,
                        message.argument(0) + " needs GROUP BY, and stands in SELECT, HAVING or ORDER BY",
                        "Group by what it asks for, such as GROUP BY ROLLUP (k).");
            case "invalidPartitionKeys", "invalidOrderBy" ->
                error(
                        ErrorCode.NOT_SUPPORTED,
                        "PARTITION BY of a window function's table is not supported yet",
                        "Group by the key together with window_start and window_end.");
            case "illegalRowIndexValue", "illegalRowIndex" ->
                error(ErrorCode.COLUMN_NOT_FOUND, "the ROW has no such field", "Fields are counted from 1.");
            default -> translateFrames();
        };
    }

    private SqlException translateFrames() {
        return switch (message.key()) {
            case "absentOverClause" ->
                error(
                        ErrorCode.VALIDATION,
                        "the function needs an OVER clause",
                        "Write OVER (PARTITION BY k ORDER BY ts) behind it.");
            case "windowNotFound" ->
                error(
                        ErrorCode.VALIDATION,
                        "window \"" + message.argument(0) + "\" does not exist",
                        "Name it behind FROM, as in WINDOW w AS (PARTITION BY k ORDER BY ts).");
            case "windowedAggregateIllegalInClause" -> overInClause(message.argument(0));
            case "windowInHavingNotAllowed" -> overInClause("HAVING");
            case "overMissingOrderBy", "funcNeedsOrderBy" ->
                error(ErrorCode.VALIDATION, "the window needs an order", "Write ORDER BY within OVER.");
            case "rankWithFrame" ->
                error(ErrorCode.VALIDATION, "the function takes no frame", "Leave out ROWS or RANGE.");
            case "rowMustBeNonNegativeIntegral" ->
                error(
                        ErrorCode.VALIDATION,
                        "a frame goes a whole number of rows back or on, and not less than none",
                        "Write ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING.");
            case "badLowerBoundary",
                    "badUpperBoundary",
                    "currentRowPrecedingError",
                    "currentRowFollowingError",
                    "followingBeforePrecedingError" ->
                error(
                        ErrorCode.VALIDATION,
                        "the frame ends before it begins",
                        "Write its bounds in order, as in ROWS BETWEEN 1 PRECEDING AND CURRENT ROW.");
            case "orderByDataTypeProhibitsRange", "orderByRangeMismatch", "dateRequiresInterval" ->
                error(
                        ErrorCode.TYPE_MISMATCH,
                        "the distance of RANGE does not fit what the window is ordered by",
                        "Give a number for numbers and an INTERVAL for dates and times, or count rows with ROWS.");
            case "compoundOrderByProhibitsRange" ->
                error(ErrorCode.VALIDATION, "a distance of RANGE needs one value in ORDER BY", "Count rows with ROWS.");
            case "aggregateMissingWithinGroupClause" ->
                error(
                        ErrorCode.VALIDATION,
                        "the function needs an order",
                        "Write " + name(message.argument(0)) + "(...) WITHIN GROUP (ORDER BY x).");
            case "withinGroupClauseIllegalInAggregate", "withinGroupNotAllowed" ->
                error(ErrorCode.VALIDATION, "WITHIN GROUP cannot stand behind this function", "Leave it out.");
            case "disallowsNullTreatment" ->
                error(
                        ErrorCode.VALIDATION,
                        "IGNORE NULLS cannot stand behind " + message.argument(0),
                        "FILTER (WHERE x IS NOT NULL) leaves NULLs out.");
            case "columnInUsingNotUnique" ->
                error(
                        ErrorCode.AMBIGUOUS_COLUMN,
                        "column \"" + message.argument(0) + "\" of NATURAL or USING is ambiguous",
                        "Join with ON, and put the tables' names before the columns.");
            case "naturalOrUsingColumnNotCompatible" ->
                error(
                        ErrorCode.TYPE_MISMATCH,
                        "column \"" + message.argument(0) + "\" of NATURAL or USING is not of one type on both sides",
                        "Join with ON, and convert one of them with CAST.");
            case "expectedBoolean" ->
                error(ErrorCode.TYPE_MISMATCH, "a condition is not a BOOLEAN", "Compare the value with something.");
            default -> unknown(span, cause);
        };
    }

    private SqlException overInClause(String clause) {
        return error(
                ErrorCode.VALIDATION,
                "a function over a frame cannot stand in " + clause,
                "Filter by it with QUALIFY, or in a query around this one.");
    }

    private SqlException error(ErrorCode code, String text, @Nullable String hint) {
        SqlException.Report report =
                SqlException.report(code).says("%s", text).at(span).causedBy(cause);
        return (hint == null ? report : report.hint("%s", hint)).toException();
    }

    private SqlException columnNotFound(VisibleColumns visible) {
        String name = name(message.argument(0));
        SqlException.Report report = SqlException.report(ErrorCode.COLUMN_NOT_FOUND)
                .says("column \"%s\" does not exist", name)
                .at(span)
                .causedBy(cause);
        if (!visible.names().isEmpty()) {
            String columns = String.join(", ", visible.names());
            report = visible.table().isPresent()
                    ? report.detail(
                            "Table \"%s\" has the columns %s.", visible.table().get(), columns)
                    : report.detail("There are the columns %s.", columns);
        }
        return report.hint(
                        "%s",
                        Nearest.hint(
                                name,
                                visible.names(),
                                visible.names().isEmpty() ? "There is no table to take it from." : "Name one of them."))
                .toException();
    }

    private SqlException notGrouped() {
        String expression = message.argument(0);
        Matcher column = PLAIN_COLUMN.matcher(expression);
        return error(
                ErrorCode.NOT_AGGREGATED,
                column.matches()
                        ? "column \"" + column.group(1) + "\" is neither grouped by nor aggregated"
                        : "the expression is neither grouped by nor aggregated",
                "Add it to GROUP BY, or take an aggregate of it such as MAX.");
    }

    private SqlException notBoolean(String clause) {
        return error(
                ErrorCode.TYPE_MISMATCH,
                "the condition of " + clause + " is not a BOOLEAN",
                "Compare the value with something.");
    }

    private SqlException incomparable() {
        return error(
                ErrorCode.TYPE_MISMATCH,
                "the values cannot be compared with each other",
                "Convert them with CAST(... AS type).");
    }

    private SqlException notApplicable() {
        if (message.argument(0).equals("$SCALAR_QUERY")) {
            return error(
                    ErrorCode.TYPE_MISMATCH,
                    "a query in place of a value has one column, and this one more",
                    "Select one column, or join the query.");
        }
        List<String> types = new ArrayList<>();
        Matcher matcher = TYPE.matcher(message.argument(1));
        while (matcher.find()) {
            types.add(typeName(matcher.group(1)));
        }
        return error(
                ErrorCode.TYPE_MISMATCH,
                (message.argument(0).equals("ITEM")
                                ? "[ ]"
                                : message.argument(0).trim()) + " cannot be applied to " + String.join(" and ", types),
                "Convert the values with CAST(... AS type).");
    }

    /** A type of Calcite's by its name in the dialect. */
    private static String typeName(String type) {
        String element = type.replace(" NOT NULL", "");
        if (element.endsWith(" ARRAY")) {
            return "ARRAY<" + typeName(element.substring(0, element.length() - " ARRAY".length())) + ">";
        }
        if (element.startsWith("RECORDTYPE") || element.startsWith("RecordType")) {
            return "a ROW";
        }
        return element.replace(" CHARACTER SET \"UTF-8\"", "")
                .replace("(" + Integer.MAX_VALUE + ")", "")
                .replace("TIMESTAMP_WITH_LOCAL_TIME_ZONE", "TIMESTAMP_LTZ")
                .replace("INTEGER", "INT")
                .replace("REAL", "FLOAT")
                .replaceAll("^VARCHAR$", "STRING")
                .replaceAll("^VARBINARY$", "BYTES")
                .replaceAll("^ANY$|^UNKNOWN$", "a parameter");
    }

    /** The last part of a name, without quotes. */
    private static String name(String qualified) {
        String plain = qualified.replace("`", "").replace("\"", "");
        int parenthesis = plain.indexOf('(');
        String head = parenthesis < 0 ? plain : plain.substring(0, parenthesis);
        return head.substring(head.lastIndexOf('.') + 1);
    }
}
