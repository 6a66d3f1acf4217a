// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteResource;
import org.apache.calcite.runtime.Resources.BaseMessage;
import org.jspecify.annotations.Nullable;

/**
 * A message of Calcite's taken apart: which of its resources it was made from, and with what. The patterns are made from
 * the resources themselves, so that a new wording needs no change here.
 *
 * @param key the name of the resource
 * @param arguments as texts, by their numbers
 */
record CalciteMessage(String key, List<String> arguments) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)[^}]*}");

    CalciteMessage {
        arguments = List.copyOf(arguments);
    }

    String argument(int index) {
        return index < arguments.size() ? arguments.get(index) : "";
    }

    /** Takes a message apart; nothing when no resource could have made it. */
    static Optional<CalciteMessage> of(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        CalciteMessage best = null;
        int bestLength = -1;
        for (Map.Entry<String, Shape> entry : Shapes.ALL.entrySet()) {
            Shape shape = entry.getValue();
            Matcher matcher = shape.pattern().matcher(text);
            // of several, the one with the most text of its own
            if (shape.length() > bestLength && matcher.matches()) {
                best = new CalciteMessage(entry.getKey(), shape.arguments(matcher));
                bestLength = shape.length();
            }
        }
        return Optional.ofNullable(best);
    }

    /**
     * What messages of one resource look like.
     *
     * @param numbers by group of the pattern the number of the argument
     * @param length of the text that is always the same
     */
    private record Shape(Pattern pattern, List<Integer> numbers, int length) {
        static Shape of(String format) {
            String plain = format.replace("''", "'");
            StringBuilder regex = new StringBuilder();
            List<Integer> numbers = new ArrayList<>();
            Matcher matcher = PLACEHOLDER.matcher(plain);
            int from = 0;
            int length = 0;
            while (matcher.find()) {
                regex.append(Pattern.quote(plain.substring(from, matcher.start())))
                        .append("(.*?)");
                length += matcher.start() - from;
                numbers.add(Integer.parseInt(matcher.group(1)));
                from = matcher.end();
            }
            regex.append(Pattern.quote(plain.substring(from)));
            length += plain.length() - from;
            return new Shape(Pattern.compile(regex.toString(), Pattern.DOTALL), numbers, length);
        }

        List<String> arguments(Matcher matcher) {
            int count = numbers.stream().mapToInt(number -> number + 1).max().orElse(0);
            String[] arguments = new String[count];
            Arrays.fill(arguments, "");
            for (int i = 0; i < numbers.size(); i++) {
                arguments[numbers.get(i)] = matcher.group(i + 1);
            }
            return List.of(arguments);
        }
    }

    /** Made when the first error is met. */
    private static final class Shapes {
        static final Map<String, Shape> ALL = all();

        private static Map<String, Shape> all() {
            Map<String, Shape> shapes = new LinkedHashMap<>();
            for (Method method : CalciteResource.class.getMethods()) {
                BaseMessage message = method.getAnnotation(BaseMessage.class);
                if (message != null) {
                    shapes.put(method.getName(), Shape.of(message.value()));
                }
            }
            return shapes;
        }
    }
}
