// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import io.weir.functions.FunctionCall;
import io.weir.functions.FunctionRegistry;
import io.weir.functions.FunctionSignature;
import io.weir.planner.type.DataTypes;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.spi.function.Determinism;
import io.weir.spi.type.DataType;
import io.weir.sqlparser.type.RelTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** All functions of one name of the library, as the validator sees them. */
public final class LibraryFunction extends SqlFunction {
    private final FunctionRegistry registry;

    LibraryFunction(String name, FunctionRegistry registry) {
        super(
                name,
                SqlKind.OTHER_FUNCTION,
                binding -> returnType(registry, name, binding),
                (binding, returnType, operandTypes) -> inferOperandTypes(registry, name, binding, operandTypes),
                new Checker(registry, name),
                SqlFunctionCategory.SYSTEM);
        this.registry = registry;
    }

    /** The function for arguments of these types. */
    public Optional<FunctionCall> resolve(List<DataType> arguments) {
        return registry.resolve(getName(), arguments);
    }

    @Override
    public boolean isDeterministic() {
        return registry.named(getName()).stream()
                .allMatch(function -> function.determinism() == Determinism.DETERMINISTIC);
    }

    private static RelDataType returnType(FunctionRegistry registry, String name, SqlOperatorBinding binding) {
        List<DataType> arguments = types(binding);
        FunctionCall call = registry.resolve(name, arguments)
                .orElseThrow(() -> wrongArguments(registry, name, arguments, span(binding)));
        DataType type = call.function().resultType(call.argumentTypes(), i -> literal(binding, i));
        return RelTypes.of(type, binding.getTypeFactory());
    }

    private static @Nullable Object literal(SqlOperatorBinding binding, int argument) {
        if (!binding.isOperandLiteral(argument, false)
                || !DataTypes.of(binding.getOperandType(argument)).isNumeric()) {
            return null;
        }
        return binding.getOperandLiteralValue(argument, Integer.class);
    }

    private static void inferOperandTypes(
            FunctionRegistry registry, String name, SqlCallBinding binding, RelDataType[] operandTypes) {
        List<DataType> arguments = new ArrayList<>();
        for (RelDataType type : binding.collectOperandTypes()) {
            arguments.add(DataTypes.isKnown(type) ? DataTypes.of(type) : DataType.ofNull());
        }
        Optional<FunctionCall> call = registry.resolve(name, arguments);
        for (int i = 0; i < operandTypes.length; i++) {
            DataType argument = arguments.get(i);
            DataType type = call.isPresent() ? call.get().argumentTypes().get(i) : argument;
            operandTypes[i] = RelTypes.of(
                    argument.kind() == io.weir.spi.type.TypeKind.NULL ? type.withNullable(true) : argument,
                    binding.getTypeFactory());
        }
    }

    private static List<DataType> types(SqlOperatorBinding binding) {
        return IntStream.range(0, binding.getOperandCount())
                .mapToObj(i -> argumentType(binding, i))
                .toList();
    }

    /** The type of an argument; a parameter's that is still to be told meets any, like NULL. */
    private static DataType argumentType(SqlOperatorBinding binding, int argument) {
        RelDataType type = binding.getOperandType(argument);
        if (type.getSqlTypeName() == SqlTypeName.UNKNOWN) {
            return DataType.ofNull();
        }
        if (!DataTypes.isKnown(type)) {
            throw SqlException.report(ErrorCode.TYPE_MISMATCH)
                    .says(
                            "an argument of %s is of a type that no function takes",
                            binding.getOperator().getName())
                    .at(span(binding))
                    .toException();
        }
        return DataTypes.of(type);
    }

    private static @Nullable SourceSpan span(SqlOperatorBinding binding) {
        return binding instanceof SqlCallBinding call ? Spans.of(call.getCall().getParserPosition()) : null;
    }

    /** The error that no function of the name takes such arguments; it lists those there are. */
    static SqlException wrongArguments(
            FunctionRegistry registry, String name, List<DataType> arguments, @Nullable SourceSpan span) {
        String given = arguments.stream().map(DataType::sql).collect(Collectors.joining(", "));
        String known = registry.named(name).stream()
                .filter(function -> !function.internal())
                .map(FunctionSignature::id)
                .distinct()
                .collect(Collectors.joining(", "));
        return SqlException.report(ErrorCode.FUNCTION_NOT_FOUND)
                .says("function %s(%s) does not exist", name, given)
                .at(span)
                .detail(known.isEmpty() ? "%s takes other arguments." : "There is %2$s.", name, known)
                .hint("Give arguments of these types, or convert them with CAST.")
                .toException();
    }

    /** Leaves the choice to the registry. */
    private record Checker(FunctionRegistry registry, String name) implements SqlOperandTypeChecker {
        @Override
        public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
            List<DataType> arguments = types(binding);
            boolean found = registry.resolve(name, arguments).isPresent();
            if (!found && throwOnFailure) {
                throw wrongArguments(registry, name, arguments, span(binding));
            }
            return found;
        }

        @Override
        public SqlOperandCountRange getOperandCountRange() {
            return SqlOperandCountRanges.any();
        }

        @Override
        public String getAllowedSignatures(SqlOperator operator, String operatorName) {
            return operatorName;
        }
    }
}
