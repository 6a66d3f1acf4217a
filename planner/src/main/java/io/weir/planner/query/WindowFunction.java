// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import io.weir.plan.WindowSpec;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.Nearest;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType.TimeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlWindowTableFunction;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandMetadata;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * {@code TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL ...)} and its like: the table's columns, then window_start and
 * window_end of the type of its time column, and window_time with all digits, since it is a microsecond before the end.
 */
public final class WindowFunction extends SqlWindowTableFunction {
    static final List<WindowFunction> ALL = List.of(
            new WindowFunction(WindowSpec.Kind.TUMBLE, List.of("DATA", "TIMECOL", "SIZE", "OFFSET")),
            new WindowFunction(WindowSpec.Kind.HOP, List.of("DATA", "TIMECOL", "SLIDE", "SIZE", "OFFSET")),
            new WindowFunction(WindowSpec.Kind.CUMULATE, List.of("DATA", "TIMECOL", "STEP", "SIZE", "OFFSET")),
            new WindowFunction(WindowSpec.Kind.SESSION, List.of("DATA", "TIMECOL", "KEY", "GAP")));

    private final WindowSpec.Kind kind;
    private final int intervals;

    private WindowFunction(WindowSpec.Kind kind, List<String> parameters) {
        super(kind.name(), new Parameters(kind, parameters));
        this.kind = kind;
        this.intervals = parameters.size() - 3;
    }

    /** Which windows it makes. */
    public WindowSpec.Kind window() {
        return kind;
    }

    /** How many intervals it needs: one for TUMBLE and SESSION, two for the others; an offset may follow but for SESSION. */
    public int intervals() {
        return intervals;
    }

    /** How a call is written. */
    String form() {
        return form(kind);
    }

    private static String form(WindowSpec.Kind kind) {
        return switch (kind) {
            case TUMBLE -> "TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE)";
            case HOP -> "HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '1' HOUR) with slide and size";
            case CUMULATE ->
                "CUMULATE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '1' HOUR) with step and size";
            case SESSION -> "SESSION(TABLE t PARTITION BY k, DESCRIPTOR(ts), INTERVAL '1' MINUTE) with the gap";
        };
    }

    @Override
    public SqlReturnTypeInference getRowTypeInference() {
        return WindowFunction::rowType;
    }

    private static RelDataType rowType(SqlOperatorBinding binding) {
        RelDataType input = input(binding);
        RelDataTypeFactory factory = binding.getTypeFactory();
        RelDataType time =
                Objects.requireNonNull(timeColumn((SqlCallBinding) binding)).getType();
        RelDataType bound = factory.createTypeWithNullability(time, false);
        return factory.builder()
                .kind(input.getStructKind())
                .addAll(input.getFieldList())
                .add("window_start", bound)
                .add("window_end", bound)
                .add("window_time", factory.createSqlType(time.getSqlTypeName(), TimeType.MAX_PRECISION))
                .build();
    }

    /** The type of the table that is put into windows. */
    private static RelDataType input(SqlOperatorBinding binding) {
        SqlCallBinding call = (SqlCallBinding) binding;
        return call.getValidator().getValidatedNodeType(call.operands().get(0));
    }

    private static RelDataTypeField timeColumn(SqlCallBinding binding) {
        SqlNode descriptor = binding.operands().get(1);
        if (descriptor.getKind() != SqlKind.DESCRIPTOR
                || ((SqlCall) descriptor).operandCount() != 1
                || !(((SqlCall) descriptor).operand(0) instanceof SqlIdentifier id)
                || !id.isSimple()) {
            throw SqlException.report(ErrorCode.TYPE_MISMATCH)
                    .says("the second argument of %s must name the time column", binding.getOperator())
                    .at(Spans.of(descriptor.getParserPosition()))
                    .hint("Write DESCRIPTOR(column).")
                    .toException();
        }
        RelDataTypeField field = column(input(binding), id);
        SqlTypeName type = field.getType().getSqlTypeName();
        if (type != SqlTypeName.TIMESTAMP && type != SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE) {
            throw SqlException.report(ErrorCode.TYPE_MISMATCH)
                    .says("time column \"%s\" is not a TIMESTAMP or TIMESTAMP_LTZ", field.getName())
                    .at(Spans.of(id.getParserPosition()))
                    .hint("Windows are made of the column that the table's WATERMARK is for.")
                    .toException();
        }
        return field;
    }

    private static RelDataTypeField column(RelDataType input, SqlIdentifier id) {
        RelDataTypeField field = input.getField(id.getSimple(), false, false);
        if (field == null) {
            List<String> names = input.getFieldNames();
            throw SqlException.report(ErrorCode.COLUMN_NOT_FOUND)
                    .says("column \"%s\" does not exist", id.getSimple())
                    .at(Spans.of(id.getParserPosition()))
                    .detail("The table has the columns %s.", String.join(", ", names))
                    .hint("%s", Nearest.hint(id.getSimple(), names, "Name one of them."))
                    .toException();
        }
        return field;
    }

    /** The columns whose values each have sessions of their own. */
    static List<RelDataTypeField> partition(RelDataType input, SqlCall call) {
        List<RelDataTypeField> columns = new ArrayList<>();
        for (SqlNode operand : call.getOperandList().subList(2, call.operandCount())) {
            if (operand.getKind() == SqlKind.DESCRIPTOR) {
                ((SqlCall) operand).getOperandList().forEach(each -> columns.add(column(input, (SqlIdentifier) each)));
            }
        }
        return columns;
    }

    private record Parameters(WindowSpec.Kind kind, List<String> paramNames) implements SqlOperandMetadata {
        @Override
        public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
            if (binding.operands().size() < paramNames.size() - 1) {
                throw shape(binding, Spans.of(binding.getCall().getParserPosition()));
            }
            List<SqlNode> operands = binding.operands();
            RelDataType input = input(binding);
            if (input.getSqlTypeName() != SqlTypeName.ROW) {
                throw shape(binding, Spans.of(operands.get(0).getParserPosition()));
            }
            timeColumn(binding);
            partition(input, binding.getCall());
            for (SqlNode operand : operands.subList(2, operands.size())) {
                boolean left = operand.getKind() == SqlKind.DEFAULT
                        || (kind == WindowSpec.Kind.SESSION && operand.getKind() == SqlKind.DESCRIPTOR);
                RelDataType type = left ? null : SqlTypeUtil.deriveType(binding, operand);
                if (type != null
                        && (!SqlTypeUtil.isInterval(type)
                                || SqlTypeName.YEAR_INTERVAL_TYPES.contains(type.getSqlTypeName()))) {
                    throw shape(binding, Spans.of(operand.getParserPosition()));
                }
            }
            return true;
        }

        private SqlException shape(
                SqlCallBinding binding, io.weir.spi.error.@org.jspecify.annotations.Nullable SourceSpan span) {
            return SqlException.report(ErrorCode.TYPE_MISMATCH)
                    .says("%s takes other arguments", binding.getOperator().getName())
                    .at(span)
                    .hint("Write %s.", getAllowedSignatures(binding.getOperator(), kind.name()))
                    .toException();
        }

        @Override
        public SqlOperandCountRange getOperandCountRange() {
            return SqlOperandCountRanges.between(paramNames.size() - 1, paramNames.size());
        }

        @Override
        public String getAllowedSignatures(SqlOperator operator, String operatorName) {
            return form(kind);
        }

        @Override
        public List<RelDataType> paramTypes(RelDataTypeFactory factory) {
            return java.util.Collections.nCopies(paramNames.size(), factory.createSqlType(SqlTypeName.ANY));
        }

        @Override
        public boolean isOptional(int i) {
            return paramNames.get(i).equals("OFFSET") || paramNames.get(i).equals("KEY");
        }
    }
}
