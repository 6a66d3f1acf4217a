// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.statement;

import java.util.List;
import java.util.stream.Collectors;

/** {@code EXECUTE STATEMENT SET BEGIN insert; ... END}: INSERTs that run as one job. */
public record StatementSet(List<Insert> inserts) implements Statement {
    public StatementSet {
        inserts = List.copyOf(inserts);
    }

    @Override
    public String toSql() {
        return inserts.stream()
                .map(insert -> insert.toSql() + ";\n")
                .collect(Collectors.joining("", "EXECUTE STATEMENT SET BEGIN\n", "END"));
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
