// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes values so that equal texts mean equal values: -0.0 is not 0.0 here, and bytes are shown as such. */
final class Outcomes {
    private Outcomes() {}

    static String shown(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        } else if (value instanceof byte[] bytes) {
            return "x" + HexFormat.of().formatHex(bytes);
        } else if (value instanceof List<?> list) {
            return list.stream().map(Outcomes::shown).collect(Collectors.joining(", ", "[", "]"));
        } else if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(e -> shown(e.getKey()) + "=" + shown(e.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value.getClass().getSimpleName() + " " + value;
    }
}
