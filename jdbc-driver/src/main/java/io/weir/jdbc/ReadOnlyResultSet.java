// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;

/** The half of a result set that changes rows; refused, since rows are read alone. */
interface ReadOnlyResultSet extends ResultSet {
    @Override
    default void updateNull(int column) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateBoolean(int column, boolean x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateByte(int column, byte x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateShort(int column, short x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateInt(int column, int x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateLong(int column, long x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateFloat(int column, float x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateDouble(int column, double x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateBigDecimal(int column, BigDecimal x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateString(int column, String x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateBytes(int column, byte[] x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateDate(int column, Date x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateTime(int column, Time x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateTimestamp(int column, Timestamp x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateAsciiStream(int column, InputStream x, int more) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateBinaryStream(int column, InputStream x, int more) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateCharacterStream(int column, Reader x, int more) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateObject(int column, Object x, int more) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateObject(int column, Object x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateNull(String column) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateBoolean(String column, boolean x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateByte(String column, byte x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateShort(String column, short x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateInt(String column, int x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateLong(String column, long x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateFloat(String column, float x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateDouble(String column, double x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateBigDecimal(String column, BigDecimal x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateString(String column, String x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateBytes(String column, byte[] x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateDate(String column, Date x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateTime(String column, Time x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateTimestamp(String column, Timestamp x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateAsciiStream(String column, InputStream x, int more) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateBinaryStream(String column, InputStream x, int more) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateCharacterStream(String column, Reader x, int more) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateObject(String column, Object x, int more) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateObject(String column, Object x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void insertRow() throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateRow() throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void deleteRow() throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void refreshRow() throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void cancelRowUpdates() throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void moveToInsertRow() throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void moveToCurrentRow() throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateRef(int column, Ref x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateRef(String column, Ref x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateBlob(int column, Blob x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateBlob(String column, Blob x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateClob(int column, Clob x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateClob(String column, Clob x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateArray(int column, Array x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateArray(String column, Array x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateRowId(int column, RowId x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateRowId(String column, RowId x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateNString(int column, String x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateNString(String column, String x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateNClob(int column, NClob x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateNClob(String column, NClob x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateSQLXML(int column, SQLXML x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateSQLXML(String column, SQLXML x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateNCharacterStream(int column, Reader x, long more) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateNCharacterStream(String column, Reader x, long more) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateAsciiStream(int column, InputStream x, long more) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateBinaryStream(int column, InputStream x, long more) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateCharacterStream(int column, Reader x, long more) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateAsciiStream(String column, InputStream x, long more) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateBinaryStream(String column, InputStream x, long more) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateCharacterStream(String column, Reader x, long more) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateBlob(int column, InputStream x, long more) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateBlob(String column, InputStream x, long more) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateClob(int column, Reader x, long more) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateClob(String column, Reader x, long more) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateNClob(int column, Reader x, long more) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateNClob(String column, Reader x, long more) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateNCharacterStream(int column, Reader x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateNCharacterStream(String column, Reader x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateAsciiStream(int column, InputStream x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateBinaryStream(int column, InputStream x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateCharacterStream(int column, Reader x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateAsciiStream(String column, InputStream x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateBinaryStream(String column, InputStream x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateCharacterStream(String column, Reader x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateBlob(int column, InputStream x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateBlob(String column, InputStream x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateClob(int column, Reader x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateClob(String column, Reader x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateNClob(int column, Reader x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateNClob(String column, Reader x) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateObject(int column, Object x, SQLType more, int scale) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateObject(String column, Object x, SQLType more, int scale) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateObject(int column, Object x, SQLType more) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default void updateObject(String column, Object x, SQLType more) throws SQLException {
        throw SqlErrors.unsupported("changing rows through a result");
    }

    @Override
    default boolean rowUpdated() {
        return false;
    }

    @Override
    default boolean rowInserted() {
        return false;
    }

    @Override
    default boolean rowDeleted() {
        return false;
    }
}
