// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.plan.expression.Expression.Cast;
import io.weir.spi.type.DataType;
import io.weir.spi.type.TypeKind;
import java.util.List;

/** CAST between DATE, TIME, TIMESTAMP and TIMESTAMP_LTZ. */
final class TimeCastTerms {
    private TimeCastTerms() {}

    static Term emit(Emitter emitter, Cast cast, Term input) {
        DataType from = cast.input().type();
        DataType to = cast.type();
        if (from.kind() == to.kind()) {
            return emitter.total(to, List.of(input), TimeTerms.cut(input.value(), to));
        }
        String local = local(emitter, cast, input.value());
        boolean isTotal = from.kind() != TypeKind.TIMESTAMP_LTZ && to.kind() != TypeKind.TIMESTAMP_LTZ;
        String value = switch (to.kind()) {
            case DATE -> "Times.dayOf(" + local + ")";
            case TIME -> TimeTerms.cut("Times.timeOf(" + local + ")", to);
            case TIMESTAMP -> TimeTerms.cut(local, to);
            default -> TimeTerms.cut("Zones.toInstant(" + local + ", " + TextCastTerms.zone(emitter, cast) + ")", to);
        };
        if (isTotal) {
            return emitter.total(to, List.of(input), value);
        }
        Result r = new Result(emitter, to, List.of(input), true, cast.safe()).guard();
        CastTerms.attempt(emitter, cast, r, () -> r.set(value));
        return r.endGuard().term();
    }

    /** What a clock shows, as a timestamp; a TIME is one of the day 1970-01-01. */
    private static String local(Emitter emitter, Cast cast, String value) {
        TypeKind from = cast.input().type().kind();
        TypeKind to = cast.type().kind();
        return switch (from) {
            case DATE -> {
                if (to == TypeKind.TIME) {
                    throw CastTerms.noSuch(cast.input().type(), cast.type());
                }
                yield "Times.startOf(" + value + ")";
            }
            case TIME -> {
                if (to == TypeKind.DATE) {
                    throw CastTerms.noSuch(cast.input().type(), cast.type());
                }
                yield value;
            }
            case TIMESTAMP -> value;
            case TIMESTAMP_LTZ ->
                "Times.checkTimestamp(Zones.toLocal(" + value + ", " + TextCastTerms.zone(emitter, cast) + "))";
            default -> throw CastTerms.noSuch(cast.input().type(), cast.type());
        };
    }
}
