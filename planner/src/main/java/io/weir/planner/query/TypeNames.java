// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import io.weir.planner.type.DataTypes;
import org.apache.calcite.rel.type.RelDataType;

/** Types as errors name them. */
final class TypeNames {
    private TypeNames() {}

    static String of(RelDataType type) {
        return DataTypes.isKnown(type) ? DataTypes.of(type).sql() : "this";
    }
}
