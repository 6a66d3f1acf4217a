// SPDX-License-Identifier: Apache-2.0
package io.weir.shell.interactive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jline.builtins.ScreenTerminal;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;

/** A terminal without a system below: what is typed goes in, what a person would see on its screen comes out. */
final class VirtualTerminal implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final LineDisciplineTerminal terminal;
    private final ScreenTerminal screen;
    private final StringBuilder written = new StringBuilder();
    private CompletableFuture<Void> loop = CompletableFuture.completedFuture(null);

    VirtualTerminal(String type, int columns, int rows) throws IOException {
        screen = new ScreenTerminal(columns, rows);
        terminal = new LineDisciplineTerminal(
                "virtual",
                type,
                new OutputStream() {
                    private final ByteArrayOutputStream character = new ByteArrayOutputStream();
                    private int missing;

                    @Override
                    public void write(int b) {
                        character.write(b);
                        missing = (b & 0xc0) == 0x80
                                ? missing - 1
                                : Math.max(0, Integer.numberOfLeadingZeros(~b << 24) - 1);
                        if (missing == 0) {
                            show(character.toString(StandardCharsets.UTF_8));
                            character.reset();
                        }
                    }
                },
                StandardCharsets.UTF_8);
        terminal.setSize(new Size(columns, rows));
    }

    private synchronized void show(String text) {
        written.append(text);
        screen.write(text);
        notifyAll();
    }

    LineDisciplineTerminal terminal() {
        return terminal;
    }

    /** Starts the shell on this terminal. */
    VirtualTerminal start(Optional<Path> history, LongSupplier clock) {
        loop = CompletableFuture.runAsync(() -> {
            try (Shell shell =
                    new Shell(new Screen(terminal, true), "jdbc:weir:shell-" + System.nanoTime(), "table", clock)) {
                new InteractiveShell(terminal, shell, history).run();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        return this;
    }

    void type(String text) {
        try {
            terminal.processInputBytes(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of the screen, without blanks at their ends and without empty lines at its end. */
    synchronized String screen() {
        return String.join(
                        "\n",
                        screen.toString().lines().map(String::stripTrailing).toList())
                .stripTrailing();
    }

    /** All that was ever written, as characters and escapes. */
    synchronized String written() {
        return written.toString();
    }

    /** Waits for the screen to show something. */
    synchronized String await(Predicate<String> wanted) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (!wanted.test(screen())) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0 || loop.isCompletedExceptionally()) {
                    throw new AssertionError("the screen shows\n" + screen() + "\n" + loop);
                }
                wait(Math.min(left, 100));
            }
            return screen();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String awaitText(String text) {
        return await(screen -> screen.contains(text));
    }

    /** Waits until the last line of the screen is an empty prompt. */
    String awaitPrompt() {
        return await(screen -> screen.endsWith("\nweir>") || screen.equals("weir>"));
    }

    /** Waits for the shell to end. */
    void awaitEnd() throws ExecutionException, InterruptedException, TimeoutException {
        loop.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    List<String> lines() {
        return screen().lines().toList();
    }

    @Override
    public void close() throws IOException {
        try {
            for (int i = 0; i < 3 && !loop.isDone(); i++) { // ends what runs; then leaves, with jobs or without
                type("\003");
                awaitPrompt();
                type("\004");
                loop.handle((ended, error) -> error)
                        .completeOnTimeout(null, 1, TimeUnit.SECONDS)
                        .join();
            }
        } finally {
            terminal.close();
        }
    }
}
