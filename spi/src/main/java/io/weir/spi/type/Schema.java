// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.type;

import io.weir.spi.type.DataType.Field;
import java.util.List;

/** The named, typed columns of a stream of rows. */
public record Schema(List<Field> columns) {
    public Schema {
        columns = List.copyOf(columns);
    }

    public int size() {
        return columns.size();
    }

    public String name(int index) {
        return columns.get(index).name();
    }

    public DataType type(int index) {
        return columns.get(index).type();
    }

    public List<String> names() {
        return columns.stream().map(Field::name).toList();
    }

    public List<DataType> types() {
        return columns.stream().map(Field::type).toList();
    }

    /** The index of a column by name without regard to case, or -1. */
    public int indexOf(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The columns at the given places, in that order. */
    public Schema select(int[] indexes) {
        return new Schema(
                java.util.Arrays.stream(indexes).mapToObj(columns::get).toList());
    }
}
