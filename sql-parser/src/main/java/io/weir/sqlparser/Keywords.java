// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser;

import io.weir.sqlparser.grammar.GeneratedParser;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;

/** The words of the grammar, for completion and for quoting. */
public final class Keywords {
    private static final SqlAbstractParserImpl.Metadata METADATA =
            new GeneratedParser(new StringReader("")).getMetadata();

    private static final List<String> ALL = METADATA.getTokens().stream()
            .filter(word -> METADATA.isKeyword(word) && !word.contains("-"))
            .sorted()
            .toList();

    private Keywords() {}

    /** All keywords in upper case and in order. */
    public static List<String> all() {
        return ALL;
    }

    /** Whether a word must be quoted to be a name. */
    public static boolean isReserved(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        return METADATA.isKeyword(upper) && !METADATA.isNonReservedKeyword(upper);
    }

    /** Whether a word is a keyword that may be a name as well. */
    static boolean isName(String word) {
        return METADATA.isNonReservedKeyword(word.toUpperCase(Locale.ROOT));
    }
}
