// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import io.weir.functions.FunctionSignature;
import io.weir.planner.type.DataTypes;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.Nearest;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/** Calcite's validator with our operators, without its implicit conversions and rewrites. */
final class WeirValidator extends SqlValidatorImpl {
    private final Operators operators;

    WeirValidator(Operators operators, SqlValidatorCatalogReader catalog, RelDataTypeFactory types) {
        super(
                operators,
                catalog,
                types,
                Config.DEFAULT
                        .withConformance(SqlConformanceEnum.LENIENT)
                        .withTypeCoercionEnabled(true)
                        .withTypeCoercionFactory((factory, validator) -> new NoCoercion())
                        .withCallRewrite(false)
                        .withIdentifierExpansion(true)
                        .withDefaultNullCollation(NullCollation.LOW));
        this.operators = operators;
    }

    @Override
    public CalciteException handleUnresolvedFunction(
            SqlCall call, SqlOperator function, List<RelDataType> argumentTypes, @Nullable List<String> names) {
        String name = function.getName();
        List<FunctionSignature> known = operators.functions().named(name);
        if (!known.isEmpty()) {
            List<DataType> arguments = argumentTypes.stream()
                    .filter(DataTypes::isKnown)
                    .map(DataTypes::of)
                    .toList();
            throw LibraryFunction.wrongArguments(
                    operators.functions(), name, arguments, Spans.of(call.getParserPosition()));
        }
        boolean standard = operators.functionNames().contains(name.toUpperCase(Locale.ROOT));
        throw SqlException.report(ErrorCode.FUNCTION_NOT_FOUND)
                .says(standard ? "function %s takes other arguments" : "function %s does not exist", name)
                .at(Spans.of(call.getParserPosition()))
                .hint(
                        "%s",
                        standard
                                ? "Check the number of its arguments."
                                : Nearest.hint(name, operators.functionNames(), "SHOW FUNCTIONS lists all functions."))
                .toException();
    }

    /** {@code UNNEST(p.tags)} of a column {@code p} is {@code UNNEST(t.p.tags)}: here the table is not found by itself. */
    @Override
    protected void validateUnnest(SqlCall call, SqlValidatorScope scope, RelDataType targetRowType) {
        SqlShuttle qualified = new SqlShuttle() {
            @Override
            public SqlNode visit(SqlIdentifier id) {
                return withTable(id, scope);
            }
        };
        for (int i = 0; i < call.operandCount(); i++) {
            call.setOperand(i, Objects.requireNonNull(((SqlNode) call.operand(i)).accept(qualified)));
        }
        super.validateUnnest(call, scope, targetRowType);
    }

    private SqlIdentifier withTable(SqlIdentifier id, SqlValidatorScope scope) {
        if (id.isSimple() || id.isStar() || isFound(id, scope)) {
            return id;
        }
        SqlNameMatcher names = getCatalogReader().nameMatcher();
        Set<String> tables =
                scope.findQualifyingTableNames(id.names.get(0), id, names).keySet();
        if (tables.size() != 1) {
            return id;
        }
        SqlIdentifier longer = id.add(0, tables.iterator().next(), SqlParserPos.ZERO);
        return isFound(longer, scope) ? longer : id;
    }

    private static boolean isFound(SqlIdentifier id, SqlValidatorScope scope) {
        try {
            scope.fullyQualify(id);
            return true;
        } catch (CalciteException e) {
            return false;
        }
    }
}
