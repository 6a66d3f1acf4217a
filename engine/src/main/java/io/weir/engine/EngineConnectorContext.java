// SPDX-License-Identifier: Apache-2.0
package io.weir.engine;

import io.weir.spi.connector.ConnectorContext;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** What connectors are lent in this process: a clock, the files below the roots, standard output. */
final class EngineConnectorContext implements ConnectorContext {
    private final List<Path> roots;
    private final LongSupplier clock;

    EngineConnectorContext(Optional<String> rootsText, LongSupplier clock) {
        this.clock = clock;
        List<Path> paths = new ArrayList<>();
        if (rootsText.isPresent()) {
            for (String text : rootsText.get().split(Pattern.quote(File.pathSeparator))) {
                if (!text.isBlank()) {
                    paths.add(real(Path.of(text.trim()).toAbsolutePath().normalize()));
                }
            }
        } else {
            paths.add(real(Path.of("").toAbsolutePath()));
        }
        roots = List.copyOf(paths);
    }

    @Override
    public long nowMicros() {
        return clock.getAsLong();
    }

    @Override
    public Path resolve(String text) {
        Path path;
        try {
            path = text.startsWith("file:") ? Path.of(URI.create(text)) : Path.of(text);
        } catch (IllegalArgumentException e) {
            throw SqlException.report(ErrorCode.OPTION_VALUE)
                    .says("\"%s\" is not a path", text)
                    .detail(
                            "%s",
                            e instanceof InvalidPathException i ? i.getReason() + "." : "A URI must be file:///path.")
                    .toException();
        }
        if (roots.isEmpty()) {
            throw SqlException.report(ErrorCode.PATH_OUTSIDE_ROOTS)
                    .says("path \"%s\" cannot be reached: no folder may be read or written here", text)
                    .hint("Name folders when the server is started: weir server --files-roots FOLDER.")
                    .toException();
        }
        // a relative path is below the first root, which is the working directory unless roots are set
        Path absolute = (path.isAbsolute() ? path : roots.get(0).resolve(path)).normalize();
        Path real = real(absolute);
        for (Path root : roots) {
            if (real.startsWith(root)) {
                return real;
            }
        }
        throw SqlException.report(ErrorCode.PATH_OUTSIDE_ROOTS)
                .says("path \"%s\" is outside the folders that may be read and written", text)
                .detail("The folders are set when the engine starts; the default is its working directory.")
                .hint("Move the files, or open jdbc:weir:;files.roots=FOLDER.")
                .toException();
    }

    /** The path with all links of its existing part followed. */
    private static Path real(Path path) {
        Path existing = path;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null) {
            return path;
        }
        try {
            return existing.toRealPath().resolve(existing.relativize(path)).normalize();
        } catch (IOException e) {
            throw SqlException.report(ErrorCode.SOURCE_FAILED)
                    .says("a folder of the path cannot be read")
                    .causedBy(e)
                    .toException();
        }
    }

    @Override
    public PrintStream out() {
        return System.out;
    }
}
