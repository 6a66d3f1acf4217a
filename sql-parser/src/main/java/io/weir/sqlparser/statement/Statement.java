// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.statement;

/** A parsed statement. Statements that are written alike are equal, wherever they stand. */
public sealed interface Statement
        permits CreateTable,
                CreateView,
                Describe,
                DropTable,
                DropView,
                Explain,
                Insert,
                Query,
                ResetOption,
                SetOption,
                ShowCreate,
                ShowObjects,
                ShowOptions,
                StatementSet,
                StopJob {
    /** The statement in its plain form, which parses to an equal one. */
    String toSql();

    <R> R accept(StatementVisitor<R> visitor);
}
