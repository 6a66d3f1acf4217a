// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Prepared;
import io.weir.spi.type.DataType;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement with parameters, planned once when it is made so that its columns and parameters are known. */
final class WeirPreparedStatement extends WeirStatement implements ParameterSetters {
    private final Prepared prepared;
    private final @Nullable Object[] values;
    private final boolean[] given;
    private final List<List<@Nullable Object>> batch = new ArrayList<>();

    WeirPreparedStatement(WeirConnection owner, Prepared prepared) {
        super(owner);
        this.prepared = prepared;
        this.values = new Object[prepared.parameters().size()];
        this.given = new boolean[values.length];
    }

    @Override
    public void set(int index, @Nullable Object value) throws SQLException {
        checkOpen();
        if (index < 1 || index > values.length) {
            throw SqlErrors.of(
                    ErrorCode.PARAMETER_MISSING, "parameter %d does not exist: there are %d", index, values.length);
        }
        DataType type = prepared.parameters().get(index - 1);
        try {
            values[index - 1] = ParameterValues.orNull(value, type);
        } catch (SqlException e) {
            throw SqlErrors.translate(e, null);
        }
        given[index - 1] = true;
    }

    @Override
    public void clearParameters() throws SQLException {
        checkOpen();
        Arrays.fill(given, false);
        Arrays.fill(values, null);
    }

    private List<@Nullable Object> present() throws SQLException {
        checkOpen();
        for (int i = 0; i < given.length; i++) {
            if (!given[i]) {
                throw SqlErrors.of(ErrorCode.PARAMETER_MISSING, "parameter %d has no value", i + 1);
            }
        }
        return new ArrayList<>(Arrays.asList(values));
    }

    @Override
    void checkTakesText() throws SQLException {
        checkOpen();
        throw SqlErrors.of(ErrorCode.CALL_ARGUMENT, "a prepared statement runs the text it was prepared with");
    }

    private void run() throws SQLException {
        run(prepared.sql(), present());
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        run();
        return rowsOf();
    }

    @Override
    public boolean execute() throws SQLException {
        run();
        return gaveRows();
    }

    @Override
    public int executeUpdate() throws SQLException {
        return saturated(executeLargeUpdate());
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        run();
        return countOf();
    }

    @Override
    public void addBatch() throws SQLException {
        batch.add(present());
    }

    @Override
    public void clearBatch() throws SQLException {
        checkOpen();
        batch.clear();
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        checkOpen();
        List<List<@Nullable Object>> rows = List.copyOf(batch);
        batch.clear();
        return runBatch(rows.size(), i -> run(prepared.sql(), rows.get(i)));
    }

    @Override
    public @Nullable ResultSetMetaData getMetaData() throws SQLException {
        checkOpen();
        return prepared.result().map(ResultColumns::new).orElse(null);
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        checkOpen();
        return new StatementParameters(prepared.parameters());
    }
}
