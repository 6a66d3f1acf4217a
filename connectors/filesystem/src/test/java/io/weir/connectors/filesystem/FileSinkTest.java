// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.connector.Connector;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.Writer;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.option.Option;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {
    @TempDir
    Path folder;

    private Tables tables;

    @BeforeEach
    void makeTables() {
        tables = new Tables(folder);
    }

    @Test
    void rowsAreSeenOnceTheyAreCommitted() {
        Sink sink = tables.sink(Tables.SHOPS, "path", "out/deep");
        assertThat(sink.accepts()).containsExactly(ChangeMode.APPEND);
        assertThat(sink.guarantee()).isEqualTo("exactly-once");
        assertThat(folder.resolve("out")).doesNotExist();
        Writer writer = sink.open("job-1", 0);
        writer.write(rows(1, 2));
        writer.flush();
        assertThat(visible("out/deep")).isEmpty();
        byte[] first = writer.prepare(1);
        writer.write(rows(3));
        assertThat(visible("out/deep")).isEmpty();
        sink.commit(first);
        assertThat(visible("out/deep")).containsExactly("part-job_1-0-0.json");
        assertThat(read("out/deep")).containsExactly(1L, 2L);
        sink.commit(writer.prepare(2));
        assertThat(read("out/deep")).containsExactly(1L, 2L, 3L);
        assertThat(writer.prepare(3)).isEmpty();
        writer.close();
        assertThat(all("out/deep")).hasSize(2);
    }

    @Test
    void aCommitMayBeRepeated() throws IOException {
        Sink sink = tables.sink(Tables.SHOPS, "path", "out");
        Writer writer = sink.open("job", 0);
        writer.write(rows(1));
        byte[] committable = writer.prepare(1);
        sink.commit(committable);
        sink.commit(committable);
        assertThat(read("out")).containsExactly(1L);
        // Also when somebody has taken the file away, and by a sink that knows nothing of the writer.
        Files.delete(folder.resolve("out/part-job-0-0.json"));
        tables.sink(Tables.SHOPS, "path", "out").commit(committable);
        assertThat(all("out")).isEmpty();
        sink.commit(new byte[0]);
    }

    @Test
    void whatWasNotPreparedIsThrownAway() {
        Sink sink = tables.sink(Tables.SHOPS, "path", "out", "sink.rolling-policy.file-size", "1");
        Writer writer = sink.open("job", 0);
        writer.write(rows(1));
        byte[] committable = writer.prepare(1);
        writer.write(many(10_000));
        assertThat(all("out").size()).isGreaterThan(2);
        writer.close();
        assertThat(all("out")).containsExactly(".part-job-0-0.json.inprogress");
        sink.commit(committable);
        assertThat(read("out")).containsExactly(1L);
    }

    /** A crash leaves hidden files of the old attempt; the next one neither touches nor shows them. */
    @Test
    void aNewAttemptKeepsTheFilesOfTheOldOne() {
        Sink sink = tables.sink(Tables.SHOPS, "path", "out");
        Writer crashed = sink.open("job", 1);
        crashed.write(rows(1));
        byte[] prepared = crashed.prepare(1);
        crashed.write(rows(2));
        Writer writer = sink.open("job", 1);
        writer.write(rows(3));
        byte[] next = writer.prepare(2);
        sink.commit(prepared);
        sink.commit(next);
        assertThat(visible("out")).containsExactly("part-job-1-0.json", "part-job-1-2.json");
        assertThat(read("out")).containsExactly(1L, 3L);
        Writer other = sink.open("job", 11);
        other.write(rows(4));
        sink.commit(other.prepare(3));
        assertThat(visible("out")).contains("part-job-11-0.json");
    }

    @Test
    void filesEndAtTheirSize() {
        Sink sink = tables.sink(Tables.SHOPS, "path", "out", "sink.rolling-policy.file-size", "100kb");
        Writer writer = sink.open("job", 0);
        for (int i = 0; i < 10; i++) {
            writer.write(many(2000));
        }
        sink.commit(writer.prepare(1));
        List<String> files = visible("out");
        assertThat(files.size()).isBetween(2, 6);
        assertThat(read("out")).hasSize(20_000);
    }

    @Test
    void everyFileHasItsHeaderAndCanBeReadBack() throws IOException {
        Sink sink = tables.sink(Tables.SHOPS, "path", "out", "format", "csv", "csv.header", "true");
        Writer writer = sink.open("job", 0);
        BatchBuilder builder = new BatchBuilder(Tables.SHOPS.types());
        builder.append(List.of(1L, "a,\nb"), 2);
        builder.append(Arrays.asList(2L, null), 1);
        builder.append(List.of(3L, "unseen"), 1);
        writer.write(builder.build().withSelection(new int[] {0, 1}, 2));
        sink.commit(writer.prepare(1));
        assertThat(Files.readString(folder.resolve("out/part-job-0-0.csv")))
                .isEqualTo("id,shop\n1,\"a,\nb\"\n1,\"a,\nb\"\n2,\n");
        assertThat(tables.readAll(tables.source(Tables.SHOPS, "path", "out", "format", "csv", "csv.header", "true")))
                .isEqualTo(Map.of(
                        "part-job-0-0.csv",
                        List.of(List.of(1L, "a,\nb"), List.of(1L, "a,\nb"), Arrays.asList(2L, null))));
    }

    @Test
    void aRowThatIsTakenBackIsRefused() {
        Writer writer = tables.sink(Tables.SHOPS, "path", "out").open("job", 0);
        SqlException e = catchThrowableOfType(SqlException.class, () -> writer.write(rows(1).negated()));
        assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL);
    }

    @Test
    void committablesNameFilesInTheFolderOnly() {
        Sink sink = tables.sink(Tables.SHOPS, "path", "out");
        for (String bad : new String[] {".part-a\t../part-b\n", "part-a\tpart-b\n", ".part-a\n", ".part-a\tx\n"}) {
            SqlException e =
                    catchThrowableOfType(SqlException.class, () -> sink.commit(bad.getBytes(StandardCharsets.UTF_8)));
            assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL);
        }
    }

    @Test
    void aFileCannotBeWrittenTo() {
        tables.write("a.json", "");
        Sink sink = tables.sink(Tables.SHOPS, "path", "a.json");
        SqlException e = catchThrowableOfType(SqlException.class, () -> sink.open("job", 0));
        assertThat(e.code()).isEqualTo(ErrorCode.OPTION_VALUE);
        tables.write("file", "");
        Writer writer = tables.sink(Tables.SHOPS, "path", "file/below").open("job", 0);
        assertThat(catchThrowableOfType(SqlException.class, () -> writer.write(rows(1))))
                .hasMessage("a file in \"file/below\" could not be written");
    }

    @Test
    void thePageHasEveryOption() throws IOException {
        Connector connector = ServiceLoader.load(Connector.class).findFirst().orElseThrow();
        assertThat(connector.name()).isEqualTo("filesystem");
        String page = Files.readString(Path.of("../../docs/connectors/filesystem.md"));
        for (Option<?> option : connector.options()) {
            assertThat(page).contains("\n| `" + option.key() + "` |");
            assertThat(option.doc()).isNotBlank();
        }
        for (String key : FileMetadata.types().keySet()) {
            assertThat(page).contains("| `" + key + "` |");
        }
    }

    private static Batch rows(long... ids) {
        BatchBuilder builder = new BatchBuilder(Tables.SHOPS.types());
        for (long id : ids) {
            builder.append(List.of(id, "shop"), 1);
        }
        return builder.build();
    }

    private static Batch many(int count) {
        BatchBuilder builder = new BatchBuilder(Tables.SHOPS.types());
        for (int i = 0; i < count; i++) {
            builder.append(List.of((long) i, "shop"), 1);
        }
        return builder.build();
    }

    /** The ids of all rows that can be seen, by file and line. */
    private List<Object> read(String path) {
        List<Object> ids = new ArrayList<>();
        tables.readAll(tables.source(Tables.SHOPS, "path", path))
                .values()
                .forEach(rows -> rows.forEach(row -> ids.add(row.get(0))));
        assertThat(tables.errors).isEmpty();
        return ids;
    }

    private List<String> visible(String path) {
        return all(path).stream().filter(name -> !name.startsWith(".")).toList();
    }

    private List<String> all(String path) {
        try (Stream<Path> files = Files.list(folder.resolve(path))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
