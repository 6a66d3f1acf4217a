// SPDX-License-Identifier: Apache-2.0
package io.weir.shell.interactive;

import io.weir.sqlparser.text.Lexer;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jline.reader.impl.history.DefaultHistory;

/**
 * What was typed, kept in a file between sessions; what holds a secret is kept in memory alone.
 *
 * <p>The file is bounded and for its owner alone.
 */
final class StatementHistory extends DefaultHistory {
    static final int KEPT = 5_000;

    private static final String SECRET_WORDS =
            "password|passwd|passphrase|secret|token|credential|jaas|private[-_.]?key|access[-_.]?key|api[-_.]?key|sasl";

    private static final Pattern SECRET_NAME = Pattern.compile(SECRET_WORDS, Pattern.CASE_INSENSITIVE);

    /** A setting with a value, or a user with a password in a URL. */
    private static final Pattern SECRET_WITHIN = Pattern.compile(
            "[\\w.-]*(" + SECRET_WORDS + ")[\\w.-]*\\s*[=:]|://[^/@\\s]*:[^/@\\s]*@", Pattern.CASE_INSENSITIVE);

    @Override
    public boolean isPersistable(Entry entry) {
        return !hasSecret(entry.line());
    }

    /** Whether a text sets something that sounds like a secret; rather once too often. */
    static boolean hasSecret(String text) {
        if (SqlInput.isCommand(text)) {
            return SECRET_WITHIN.matcher(text).find();
        }
        Lexer lexer = new Lexer(text);
        boolean secretName = false;
        while (lexer.next()) {
            if (lexer.kind() == Lexer.Kind.STRING || lexer.kind() == Lexer.Kind.QUOTED_NAME) {
                String literal = lexer.text();
                if (SECRET_WITHIN.matcher(literal).find()) {
                    return true;
                }
                secretName = SECRET_NAME.matcher(literal).find();
            } else if (lexer.is("=") && secretName) {
                return true;
            } else {
                secretName = false;
            }
        }
        return false;
    }

    /** The file to keep history in, made if need be; empty where none can be written. */
    static Optional<Path> file(Optional<String> wanted, Optional<String> home) {
        if (wanted.or(() -> home).orElse("").isBlank()) {
            return Optional.empty();
        }
        Path file = wanted.map(Path::of).orElseGet(() -> Path.of(home.orElseThrow(), ".weir_history"));
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException e) {
            return Files.isRegularFile(file) && Files.isWritable(file) ? Optional.of(file) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.of(file);
    }
}
