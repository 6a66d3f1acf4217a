// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.executor.kernel.interpret.ValueOrder;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.expression.Operation;
import io.weir.spi.batch.Utf8;
import io.weir.spi.type.DataType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** IN a list of literals: a few are compared one by one, more are looked up. */
final class MemberTerms {
    private static final int ONE_BY_ONE_MAX = 4;

    private MemberTerms() {}

    static Term in(Emitter emitter, Call call) {
        Term sought = emitter.emit(call.arguments().get(0));
        List<Literal> present = new ArrayList<>();
        boolean anyNull = false;
        for (Expression each : call.arguments().subList(1, call.arguments().size())) {
            Literal literal = (Literal) each;
            if (literal.value() == null) {
                anyNull = true;
            } else {
                present.add(literal);
            }
        }
        String found = present.size() <= ONE_BY_ONE_MAX
                ? oneByOne(emitter, sought, present)
                : lookUp(emitter, sought, present);
        Result r = new Result(emitter, DataType.bool(), List.of(sought), false, anyNull);
        r.set(found);
        if (anyNull) {
            String isNull = sought.isNull() == null ? "false" : sought.isNull();
            r.setNull(isNull + " | !" + r.value());
        }
        return r.term();
    }

    private static String oneByOne(Emitter emitter, Term sought, List<Literal> literals) {
        if (literals.isEmpty()) {
            return "false";
        }
        List<String> conditions = new ArrayList<>();
        for (Literal literal : literals) {
            Term term = ColumnTerms.literal(emitter, literal);
            conditions.add("(" + ComparisonTerms.condition(emitter, Operation.EQUAL, sought, term) + ")");
        }
        return String.join(" || ", conditions);
    }

    private static String lookUp(Emitter emitter, Term sought, List<Literal> literals) {
        DataType type = sought.type();
        return switch (type.storage()) {
            case BOOLEAN -> oneByOne(emitter, sought, literals);
            case INT, LONG ->
                emitter.constant("LongMembers", LongMembers.of(type, literals)) + ".has(" + sought.value() + ")";
            case FLOAT, DOUBLE ->
                emitter.constant("LongMembers", LongMembers.of(type, literals)) + ".has(LongMembers.bits("
                        + sought.value() + "))";
            case BYTES -> emitter.constant("Set", texts(literals)) + ".contains(" + sought.value() + ")";
            case INT128, ROW, ARRAY, MAP -> {
                Set<Object> members = new TreeSet<>(new ValueOrder(type));
                literals.forEach(literal -> members.add(Objects.requireNonNull(literal.value())));
                String value = NestedTerms.boxed(emitter, sought);
                yield value + " != null && " + emitter.constant("Set", members) + ".contains(" + value + ")";
            }
        };
    }

    private static Set<Utf8> texts(List<Literal> literals) {
        Set<Utf8> texts = new HashSet<>();
        literals.forEach(literal -> texts.add(ColumnTerms.text(Objects.requireNonNull(literal.value()))));
        return texts;
    }
}
