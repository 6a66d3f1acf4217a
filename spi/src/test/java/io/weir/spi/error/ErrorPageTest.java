// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ErrorPageTest {
    private static final Path PAGE = Path.of("..", "docs", "errors.md");

    @Test
    @Tag("golden")
    void thePageOfErrorsIsThatOfTheRegistry() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Errors

                Every error has a stable code, a SQLSTATE (`SQLException.getSQLState()`) and a number (`getErrorCode()`), and says whose fault it
                is: the *user's* text or data, something *outside*, or the *system* itself. Codes are never given a new meaning. This page is
                made from the registry in `ErrorCode.java`.
                """);
        for (ErrorCode code : ErrorCode.values()) {
            page.append("\n## ")
                    .append(code.code())
                    .append("\n\nSQLSTATE ")
                    .append(code.sqlState())
                    .append(", ")
                    .append(code.fault().name().toLowerCase(java.util.Locale.ROOT))
                    .append(". ")
                    .append(code.meaning())
                    .append('\n');
        }
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).content().isEqualTo(page.toString());
    }

    @Test
    void numbersAreUniqueAndFormed() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::number)).doesNotHaveDuplicates();
        assertThat(ErrorCode.values()).allSatisfy(code -> {
            assertThat(code.code()).matches("[A-Z]{3}-[0-9]{4}");
            assertThat(code.sqlState()).matches("[0-9A-Z]{5}");
            assertThat(code.meaning()).endsWith(".");
            assertThat(ErrorCode.ofNumber(code.number())).isEqualTo(code);
        });
    }

    @Test
    void anErrorIsShownWithItsLineAndACaret() {
        SqlException error = SqlException.report(ErrorCode.COLUMN_NOT_FOUND)
                .says("column \"%s\" does not exist", "amuont")
                .at(new SourceSpan(1, 12, 1, 17))
                .detail("Table \"orders\" has the columns id, amount.")
                .hint("The nearest name is \"amount\".")
                .toException();
        assertThat(error.render("SELECT sum(amuont) FROM orders")).isEqualTo("""
                ERROR SQL-1102 (42703): column "amuont" does not exist
                  line 1, column 12:  SELECT sum(amuont) FROM orders
                                                 ^^^^^^
                DETAIL: Table "orders" has the columns id, amount.
                HINT: The nearest name is "amount".""");
    }
}
