// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.ShardingKey;
import org.jspecify.annotations.Nullable;

/** The calls of a connection that ask for what Weir does not have: procedures, savepoints, locators, shards and generated keys. */
interface UnsupportedCalls extends Connection {
    @Override
    default CallableStatement prepareCall(String sql) throws SQLException {
        throw SqlErrors.unsupported("calling a procedure");
    }

    @Override
    default CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        throw SqlErrors.unsupported("calling a procedure");
    }

    @Override
    default CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        throw SqlErrors.unsupported("calling a procedure");
    }

    @Override
    default PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
        throw WeirStatement.noKeys();
    }

    @Override
    default PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
        throw WeirStatement.noKeys();
    }

    @Override
    default Savepoint setSavepoint() throws SQLException {
        throw SqlErrors.unsupported("a savepoint");
    }

    @Override
    default Savepoint setSavepoint(String name) throws SQLException {
        throw SqlErrors.unsupported("a savepoint");
    }

    @Override
    default void rollback(Savepoint savepoint) throws SQLException {
        throw SqlErrors.unsupported("a savepoint");
    }

    @Override
    default void releaseSavepoint(Savepoint savepoint) throws SQLException {
        throw SqlErrors.unsupported("a savepoint");
    }

    @Override
    default Clob createClob() throws SQLException {
        throw SqlErrors.unsupported("an empty CLOB");
    }

    @Override
    default Blob createBlob() throws SQLException {
        throw SqlErrors.unsupported("an empty BLOB");
    }

    @Override
    default NClob createNClob() throws SQLException {
        throw SqlErrors.unsupported("an empty NCLOB");
    }

    @Override
    default SQLXML createSQLXML() throws SQLException {
        throw SqlErrors.unsupported("XML");
    }

    @Override
    default void setShardingKey(@Nullable ShardingKey key) throws SQLException {
        throw SqlErrors.unsupported("a sharding key");
    }

    @Override
    default void setShardingKey(@Nullable ShardingKey key, @Nullable ShardingKey superKey) throws SQLException {
        throw SqlErrors.unsupported("a sharding key");
    }

    @Override
    default boolean setShardingKeyIfValid(@Nullable ShardingKey key, int timeout) throws SQLException {
        throw SqlErrors.unsupported("a sharding key");
    }

    @Override
    default boolean setShardingKeyIfValid(@Nullable ShardingKey key, @Nullable ShardingKey superKey, int timeout)
            throws SQLException {
        throw SqlErrors.unsupported("a sharding key");
    }
}
