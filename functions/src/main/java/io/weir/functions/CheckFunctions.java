// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import io.weir.spi.function.RowError;
import io.weir.spi.function.SqlFunction;
import java.util.function.IntPredicate;

/** What kinds of characters a text consists of. */
public final class CheckFunctions {
    private static final String GROUP = "text";

    private CheckFunctions() {}

    @SqlFunction(
            name = "IS_ALPHA",
            doc = "Whether a text has characters and all of them are letters.",
            example = "IS_ALPHA('Größe') AND NOT IS_ALPHA('a1')",
            group = GROUP)
    public static boolean isAlpha(Utf8 text) {
        return all(text, Character::isLetter);
    }

    @SqlFunction(
            name = "IS_DIGIT",
            doc = "Whether a text has characters and all of them are digits.",
            example = "IS_DIGIT('2024') AND NOT IS_DIGIT('-1')",
            group = GROUP)
    public static boolean isDigit(Utf8 text) {
        return all(text, Character::isDigit);
    }

    @SqlFunction(
            name = "IS_DECIMAL",
            doc =
                    "Whether a text is a number that CAST to a numeric type can read: digits with sign, point and exponent.",
            example = "IS_DECIMAL('-1.5e3') AND NOT IS_DECIMAL('1,5')",
            group = GROUP)
    public static boolean isDecimal(Utf8 text) {
        try {
            NumberText.check(text);
            return true;
        } catch (RowError e) {
            return false;
        }
    }

    private static boolean all(Utf8 text, IntPredicate kind) {
        for (int i = 0; i < text.length(); i = CodePoints.next(text, i)) {
            if (!kind.test(CodePoints.at(text, i))) {
                return false;
            }
        }
        return text.length() > 0;
    }
}
