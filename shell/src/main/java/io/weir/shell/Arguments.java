// SPDX-License-Identifier: Apache-2.0
package io.weir.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options of a command line: {@code --name value}, {@code --name=value} and flags without a value. */
final class Arguments {
    private final Map<String, String> values = new HashMap<>();

    Arguments(List<String> arguments, Set<String> valued, Set<String> flags) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (flags.contains(name) && equals < 0) {
                values.put(name, "");
            } else if (!valued.contains(name)) {
                throw new UsageException("unknown option \"" + argument + "\"");
            } else if (values.containsKey(name)) {
                throw new UsageException("option " + name + " stands twice");
            } else if (equals >= 0) {
                values.put(name, argument.substring(equals + 1));
            } else if (i + 1 == arguments.size()) {
                throw new UsageException("option " + name + " needs a value");
            } else {
                values.put(name, arguments.get(++i));
            }
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    long number(String name, long otherwise, long min) {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text.replace("_", ""));
            if (number >= min) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new UsageException("option " + name + " takes a whole number, not \"" + text + "\"");
        }
        throw new UsageException("option " + name + " takes a whole number of at least " + min);
    }
}
