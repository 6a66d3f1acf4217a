// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.statement;

import io.weir.spi.error.SourceSpan;

/** {@code STOP JOB 'id'}. */
public record StopJob(String job, SourceSpan span) implements Statement {
    @Override
    public boolean equals(Object other) {
        return other instanceof StopJob that && job.equals(that.job);
    }

    @Override
    public int hashCode() {
        return job.hashCode();
    }

    @Override
    public String toSql() {
        return "STOP JOB " + OptionSetting.quote(job);
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
