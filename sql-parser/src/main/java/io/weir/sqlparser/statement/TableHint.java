// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.statement;

import java.util.List;
import java.util.stream.Collectors;

/** {@code OPTIONS('key' = 'value', ...)} behind the target of an INSERT. */
public record TableHint(Identifier name, List<OptionSetting> options) {
    public TableHint {
        options = List.copyOf(options);
    }

    public String toSql() {
        return name.toSql() + options.stream().map(OptionSetting::toSql).collect(Collectors.joining(", ", "(", ")"));
    }
}
