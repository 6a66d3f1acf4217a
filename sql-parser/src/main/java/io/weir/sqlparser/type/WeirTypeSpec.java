// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.type;

import io.weir.spi.type.DataType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.util.Litmus;

/** A type of ours where Calcite's grammar expects one of its own, as in CAST. */
public final class WeirTypeSpec extends SqlTypeNameSpec {
    private final DataType type;

    public WeirTypeSpec(DataType type, SqlParserPos pos) {
        super(new SqlIdentifier(type.sql(), pos), pos);
        this.type = type;
    }

    public DataType type() {
        return type;
    }

    @Override
    public RelDataType deriveType(SqlValidator validator) {
        return RelTypes.of(type, validator.getTypeFactory());
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.print(type.sql());
    }

    @Override
    public boolean equalsDeep(SqlTypeNameSpec spec, Litmus litmus) {
        boolean same = spec instanceof WeirTypeSpec that && type.equals(that.type);
        return same ? litmus.succeed() : litmus.fail("{} != {}", this, spec);
    }
}
