// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;
import io.weir.spi.function.SqlFunction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * LIKE, SIMILAR TO and regular expressions. The latter are those of RE2, which take time linear in the text: there are no
 * look-arounds and no back references.
 */
public final class PatternFunctions {
    private static final String GROUP = "pattern";

    private static final LiteralCache<LikePattern> LIKE = new LiteralCache<>(LikePattern::of);
    private static final LiteralCache<LiteralCache<LikePattern>> LIKE_ESCAPED =
            new LiteralCache<>(escape -> new LiteralCache<>(pattern -> LikePattern.of(pattern, oneCharacter(escape))));
    private static final LiteralCache<LiteralCache<Pattern>> SIMILAR = new LiteralCache<>(
            escape -> new LiteralCache<>(pattern -> Regex.compileSimilar(pattern, oneCharacter(escape))));
    private static final LiteralCache<Pattern> REGEX = new LiteralCache<>(Regex::compile);

    private PatternFunctions() {}

    // ---- LIKE and SIMILAR TO

    @SqlFunction(
            name = "LIKE",
            doc = "Whether a text is of a form, in which % stands for any characters and _ for any one character.",
            example = "'weir' LIKE 'w_i%'",
            group = GROUP,
            internal = true)
    public static boolean like(Utf8 text, Utf8 pattern) {
        return LIKE.get(pattern).matches(text);
    }

    @SqlFunction(
            name = "LIKE",
            doc =
                    "Whether a text is of a form, in which % stands for any characters and _ for any one character, unless"
                            + " the escape character stands before. Fails if the escape is not one character or stands before"
                            + " another one.",
            example = "'5%' LIKE '_!%' ESCAPE '!'",
            group = GROUP,
            internal = true)
    public static boolean like(Utf8 text, Utf8 pattern, Utf8 escape) {
        return LIKE_ESCAPED.get(escape).get(pattern).matches(text);
    }

    @SqlFunction(
            name = "SIMILAR_TO",
            doc =
                    "Whether a whole text is of a form of SQL's SIMILAR TO: % and _ as in LIKE; | * + ? {n,m} ( ) [ ] as in"
                            + " regular expressions. Fails with 2201B if the pattern is malformed.",
            example = "'weir' SIMILAR TO '(w|b)e%'",
            group = GROUP,
            internal = true)
    public static boolean similarTo(Utf8 text, Utf8 pattern) {
        return SIMILAR.get(Utf8.EMPTY).get(pattern).matcher(Regex.bytes(text)).matches();
    }

    @SqlFunction(
            name = "SIMILAR_TO",
            doc =
                    "Whether a whole text is of a form of SQL's SIMILAR TO, in which the escape character takes from the next"
                            + " one its meaning. Fails if the escape is not one character.",
            example = "'5%' SIMILAR TO '[0-9]!%' ESCAPE '!'",
            group = GROUP,
            internal = true)
    public static boolean similarTo(Utf8 text, Utf8 pattern, Utf8 escape) {
        oneCharacter(escape);
        return SIMILAR.get(escape).get(pattern).matcher(Regex.bytes(text)).matches();
    }

    private static int oneCharacter(Utf8 escape) {
        if (escape.length() == 0) {
            return -1;
        }
        if (CodePoints.next(escape, 0) != escape.length()) {
            throw RowError.of(ErrorCode.INVALID_ARGUMENT);
        }
        return CodePoints.at(escape, 0);
    }

    // ---- regular expressions

    @SqlFunction(
            name = {"REGEXP", "REGEXP_LIKE"},
            doc = "Whether a regular expression matches somewhere in a text. Fails with 2201B if it is malformed.",
            example = "REGEXP('weir 42', '[0-9]+')",
            group = GROUP)
    public static boolean regexp(Utf8 text, Utf8 regex) {
        return REGEX.get(regex).matcher(Regex.bytes(text)).find();
    }

    @SqlFunction(
            name = "REGEXP_COUNT",
            doc = "How often a regular expression matches in a text, without overlaps.",
            example = "REGEXP_COUNT('a1b22c', '[0-9]+') = 2",
            group = GROUP)
    public static int regexpCount(Utf8 text, Utf8 regex) {
        Regex.Matches matches = new Regex.Matches(REGEX.get(regex), text);
        int count = 0;
        while (matches.next()) {
            count++;
        }
        return count;
    }

    @SqlFunction(
            name = "REGEXP_INSTR",
            doc = "Where a regular expression first matches in a text, counted in characters from 1; 0 if it does not.",
            example = "REGEXP_INSTR('weir 42', '[0-9]+') = 6",
            group = GROUP)
    public static int regexpInstr(Utf8 text, Utf8 regex) {
        Matcher matcher = REGEX.get(regex).matcher(Regex.bytes(text));
        return matcher.find() ? CodePoints.count(text.slice(0, matcher.start())) + 1 : 0;
    }

    @SqlFunction(
            name = {"REGEXP_EXTRACT", "REGEXP_SUBSTR"},
            doc = "The first piece of a text that a regular expression matches; NULL if there is none.",
            example = "REGEXP_EXTRACT('weir 42', '[0-9]+') = '42'",
            group = GROUP)
    public static @Nullable Utf8 regexpExtract(Utf8 text, Utf8 regex) {
        return regexpExtract(text, regex, 0);
    }

    @SqlFunction(
            name = "REGEXP_EXTRACT",
            doc =
                    "What a group of a regular expression, counted from 1, matches in the first piece of a text that the"
                            + " whole matches; the group 0 is the whole. NULL if nothing matches. Fails if there is no such group.",
            example = "REGEXP_EXTRACT('foothebar', 'foo(.*?)(bar)', 2) = 'bar'",
            group = GROUP)
    public static @Nullable Utf8 regexpExtract(Utf8 text, Utf8 regex, int group) {
        Pattern pattern = REGEX.get(regex);
        if (group < 0 || group > pattern.groupCount()) {
            throw RowError.of(ErrorCode.INVALID_ARGUMENT);
        }
        Matcher matcher = pattern.matcher(Regex.bytes(text));
        if (!matcher.find() || matcher.start(group) < 0) {
            return null;
        }
        return text.slice(matcher.start(group), matcher.end(group) - matcher.start(group));
    }

    @SqlFunction(
            name = "REGEXP_EXTRACT_ALL",
            doc = "All pieces of a text that a regular expression matches, without overlaps, as an ARRAY.",
            example = "REGEXP_EXTRACT_ALL('a1b22c', '[0-9]+') = ARRAY['1', '22']",
            group = GROUP)
    public static List<String> regexpExtractAll(Utf8 text, Utf8 regex) {
        Matcher matcher = REGEX.get(regex).matcher(Regex.bytes(text));
        List<String> pieces = new ArrayList<>();
        while (matcher.find()) {
            pieces.add(
                    text.slice(matcher.start(), matcher.end() - matcher.start()).toString());
        }
        return pieces;
    }

    @SqlFunction(
            name = "REGEXP_REPLACE",
            doc = "The text with the third one wherever a regular expression matched; the third one is taken as it is."
                    + " Fails above 16 MB.",
            example = "REGEXP_REPLACE('foobar', 'oo|ar', '-') = 'f-b-'",
            group = GROUP)
    public static Utf8 regexpReplace(Utf8 text, Utf8 regex, Utf8 replacement) {
        Regex.Matches matches = new Regex.Matches(REGEX.get(regex), text);
        if (!matches.next()) {
            return text;
        }
        TextBuffer result = new TextBuffer(text.length());
        int from = 0;
        do {
            result.append(text, from, matches.start()).append(replacement);
            from = matches.end();
        } while (matches.next());
        return result.append(text, from, text.length()).text();
    }
}
