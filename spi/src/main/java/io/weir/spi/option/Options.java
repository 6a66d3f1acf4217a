// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.option;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.Nearest;
import io.weir.spi.error.SqlException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The checked settings of one thing: every key known, every required one present, every value in bounds. */
public final class Options {
    private final Map<String, String> texts;

    private Options(Map<String, String> texts) {
        this.texts = texts;
    }

    /**
     * Checks texts against declarations.
     *
     * @param owner named in errors, such as {@code connector "filesystem"}
     */
    public static Options check(String owner, Map<String, String> texts, Collection<Option<?>> declared) {
        Map<String, Option<?>> byKey = new LinkedHashMap<>();
        declared.forEach(option -> byKey.put(option.key(), option));
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            Option<?> option = byKey.get(entry.getKey());
            if (option == null) {
                throw SqlException.report(ErrorCode.OPTION_UNKNOWN)
                        .says("%s has no option \"%s\"", owner, entry.getKey())
                        .detail("It has the options %s.", String.join(", ", byKey.keySet()))
                        .hint(
                                "%s",
                                Nearest.hint(
                                        entry.getKey(), byKey.keySet(), "Remove it, or see the page of the connector."))
                        .toException();
            }
            option.parse(entry.getValue());
        }
        for (Option<?> option : declared) {
            if (option.isRequired() && !texts.containsKey(option.key())) {
                throw SqlException.report(ErrorCode.OPTION_MISSING)
                        .says("%s needs the option \"%s\"", owner, option.key())
                        .detail("%s", option.doc())
                        .hint("Add '%s' = '...' to WITH (...).", option.key())
                        .toException();
            }
        }
        return new Options(Map.copyOf(texts));
    }

    public static Options none() {
        return new Options(Map.of());
    }

    /** The value given, or the default; an {@link ErrorCode#OPTION_MISSING} error when there is neither. */
    public <T> T get(Option<T> option) {
        return find(option)
                .orElseThrow(() -> SqlException.report(ErrorCode.OPTION_MISSING)
                        .says("option \"%s\" is missing", option.key())
                        .detail("%s", option.doc())
                        .toException());
    }

    /** The value given, or the default, if there is one. */
    public <T> Optional<T> find(Option<T> option) {
        String text = texts.get(option.key());
        return text == null ? Optional.ofNullable(option.defaultValue()) : Optional.of(option.parse(text));
    }

    public boolean isSet(Option<?> option) {
        return texts.containsKey(option.key());
    }

    public Map<String, String> texts() {
        return texts;
    }

    /** The keys of a list of options. */
    public static List<String> keys(Collection<Option<?>> options) {
        return options.stream().<String>map(Option::key).toList();
    }
}
