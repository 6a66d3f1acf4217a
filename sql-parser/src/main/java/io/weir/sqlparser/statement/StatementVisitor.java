// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.statement;

/** One method for each kind of statement. */
public interface StatementVisitor<R> {
    R visit(CreateTable statement);

    R visit(CreateView statement);

    R visit(Describe statement);

    R visit(DropTable statement);

    R visit(DropView statement);

    R visit(Explain statement);

    R visit(Insert statement);

    R visit(Query statement);

    R visit(ResetOption statement);

    R visit(SetOption statement);

    R visit(ShowCreate statement);

    R visit(ShowObjects statement);

    R visit(ShowOptions statement);

    R visit(StatementSet statement);

    R visit(StopJob statement);
}
