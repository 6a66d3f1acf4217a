// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.spi.batch.Batch;
import io.weir.spi.connector.Poll;
import io.weir.spi.connector.ReadRequest;
import io.weir.spi.connector.Reader;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.Split;
import io.weir.spi.connector.TableSpec;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {
    @TempDir
    Path folder;

    private Tables tables;

    @BeforeEach
    void makeTables() {
        tables = new Tables(folder);
    }

    @Test
    void everyFileBelowTheFolderIsASplit() throws IOException {
        tables.write("in/b.json", "{\"id\":1,\"shop\":\"b\"}\n");
        tables.write("in/2020/01/a.json", "{\"id\":2}\n{\"id\":3}");
        tables.write("in/.hidden.json", "{\"id\":9}\n");
        tables.write("in/_SUCCESS", "");
        tables.write("in/_temporary/c.json", "{\"id\":9}\n");
        tables.write("in/empty.json", "");
        Files.createSymbolicLink(folder.resolve("in/link.json"), folder.resolve("in/b.json"));
        Source source = tables.source(Tables.SHOPS, "path", "in");
        assertThat(source.bounded()).isTrue();
        assertThat(source.discoveryInterval()).isEmpty();
        assertThat(tables.readAll(source))
                .isEqualTo(Map.of(
                        "2020/01/a.json", List.of(Arrays.asList(2L, null), Arrays.asList(3L, null)),
                        "b.json", List.of(List.of(1L, "b")),
                        "empty.json", List.of(),
                        "link.json", List.of(List.of(1L, "b"))));
        assertThat(source.splits()).extracting(Split::id).isSorted();
    }

    @Test
    void aLinkOutOfTheRootsIsRefused() throws IOException {
        tables.write("in/a.json", "");
        Path outside = Files.createTempFile("outside", ".json");
        Files.createSymbolicLink(folder.resolve("in/link.json"), outside);
        SqlException e = catchThrowableOfType(
                SqlException.class,
                () -> tables.source(Tables.SHOPS, "path", "in").splits());
        Files.delete(outside);
        assertThat(e.code()).isEqualTo(ErrorCode.PATH_OUTSIDE_ROOTS);
    }

    @Test
    void aSingleFileIsOneSplit() {
        tables.write("a.csv", "id,shop\n1,north\n2,\"so\nuth\"");
        Source source = tables.source(Tables.SHOPS, "path", "a.csv", "format", "csv", "csv.header", "true");
        assertThat(tables.readAll(source))
                .isEqualTo(Map.of("a.csv", List.of(List.of(1L, "north"), List.of(2L, "so\nuth"))));
    }

    @Test
    void aMissingPathIsNamedWhenItIsRead() {
        Source source = tables.source(Tables.SHOPS, "path", "nowhere");
        SqlException e = catchThrowableOfType(SqlException.class, source::splits);
        assertThat(e.code()).isEqualTo(ErrorCode.FILE_NOT_FOUND);
        assertThat(e).hasMessage("path \"nowhere\" does not exist");
        assertThat(e.hint()).isEqualTo("Create it, or correct the option \"path\" of table \"t\".");
    }

    @Test
    void aReaderOpenedAtAnyPositionGivesTheSameRowsAsReadingOn() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (String format : List.of("json", "csv")) {
            StringBuilder text = new StringBuilder(format.equals("csv") ? "id,shop\n" : "");
            for (int i = 0; i < 3000; i++) {
                // Lines of very different lengths, lines without rows, fields over several lines, and bad ones.
                String shop = "x".repeat(random.nextInt(10) == 0 ? random.nextInt(3000) : random.nextInt(30));
                switch (random.nextInt(10)) {
                    case 0 -> text.append("\n");
                    case 1 -> text.append(format.equals("csv") ? "bad,1\n" : "{\"id\":\"bad\"}\n");
                    default ->
                        text.append(
                                format.equals("csv")
                                        ? i + ",\"" + shop + "\n" + shop + "\"\n"
                                        : "{\"id\":" + i + ",\"shop\":\"" + shop + "\"}\n");
                }
            }
            tables.write("a", text.toString());
            String[] options = format.equals("csv")
                    ? new String[] {"path", "a", "format", format, "csv.header", "true"}
                    : new String[] {"path", "a", "format", format};
            Source source = tables.source(Tables.SHOPS, options);
            tables.errors.clear();
            List<List<Object>> whole = tables.read(tables.open(source, "a", null, 0, 1));
            List<String> wholeErrors = List.copyOf(tables.errors);
            assertThat(wholeErrors).isNotEmpty();
            for (int trial = 0; trial < 5; trial++) {
                List<byte[]> cuts = new ArrayList<>();
                List<List<Object>> pieces = new ArrayList<>();
                tables.errors.clear();
                byte[] position = null;
                boolean ended = false;
                while (!ended) {
                    Reader reader = tables.open(source, "a", position, 0, 1);
                    for (int polls = random.nextInt(20); polls >= 0 && !ended; polls--) {
                        Poll poll = reader.poll(1 + random.nextInt(100), null);
                        if (poll instanceof Poll.Rows rows) {
                            pieces.addAll(rows.batch().rows(Tables.SHOPS.types()));
                        }
                        ended = poll instanceof Poll.End;
                    }
                    byte[] next = reader.position();
                    if (position != null) {
                        assertThat(Arrays.compareUnsigned(position, next)).isNotPositive();
                    }
                    position = next;
                    cuts.add(position);
                    reader.close();
                }
                assertThat(pieces).as("seed %d", seed).isEqualTo(whole);
                assertThat(tables.errors).as("seed %d", seed).isEqualTo(wholeErrors);
                // And once more, stopping at the same cuts.
                Reader again = tables.open(source, "a", null, 0, 1);
                List<List<Object>> repeated = new ArrayList<>();
                for (byte[] cut : cuts) {
                    repeated.addAll(tables.read(again, Tables.SHOPS.types(), 1 + random.nextInt(100), cut));
                    assertThat(again.position()).isEqualTo(cut);
                }
                assertThat(repeated).as("seed %d", seed).isEqualTo(whole);
            }
        }
    }

    @Test
    void errorsHaveFileAndLine() {
        tables.write("in/a.csv", "1,a\n\n2,\"b\n\nb\"\nx,c\n3,d,e\n4,e");
        Source source = tables.source(Tables.SHOPS, "path", "in/", "format", "csv");
        assertThat(tables.readAll(source))
                .isEqualTo(Map.of("a.csv", List.of(List.of(1L, "a"), List.of(2L, "b\n\nb"), List.of(4L, "e"))));
        assertThat(tables.errors)
                .containsExactly(
                        "in/a.csv:6: column \"id\" takes BIGINT, found x",
                        "in/a.csv:7: the line has 3 fields, the table 2 columns: 3,d,e");
    }

    @Test
    void rowsBeforeAnErrorThatEndsTheJobAreGivenFirst() {
        tables.write("a", "{\"id\":1}\n{\"id\":2}\n{\"id\":\n");
        Source source = tables.source(Tables.SHOPS, "path", "a");
        Reader reader = source.open(new ReadRequest(
                new Split("a"),
                null,
                new int[] {0},
                List.of(),
                (r, start, length, where, reason) -> {
                    throw reason;
                },
                () -> {}));
        assertThat(((Poll.Rows) reader.poll(100, null)).batch().size()).isEqualTo(2);
        byte[] position = reader.position();
        SqlException e = catchThrowableOfType(SqlException.class, () -> reader.poll(100, null));
        assertThat(e.code()).isEqualTo(ErrorCode.UNDECODABLE_RECORD);
        assertThat(reader.position()).isEqualTo(position);
    }

    @Test
    void aRecordThatIsTooLargeIsLeftOut() {
        String large = "{\"id\":9,\"shop\":\"" + "x".repeat(FileReader.MAX_RECORD_BYTES) + "\"}\n";
        tables.write("a", "{\"id\":1}\n" + large + "{\"id\":2}\n" + large.substring(0, large.length() - 1));
        Source source = tables.source(Tables.SHOPS, "path", "a");
        Reader reader = tables.open(source, "a", null, 0, 1);
        assertThat(tables.read(reader)).containsExactly(Arrays.asList(1L, null), Arrays.asList(2L, null));
        assertThat(tables.errors)
                .containsExactly(
                        "a:2: a record has more than 16777216 bytes", "a:4: a record has more than 16777216 bytes");
        Reader end = tables.open(source, "a", reader.position(), 0, 1);
        assertThat(end.poll(100, null)).isInstanceOfAny(Poll.Nothing.class, Poll.End.class);
        assertThat(tables.read(end)).isEmpty();
        assertThat(tables.errors).hasSize(2);
    }

    @Test
    void pollsReadAtMostAChunk() {
        tables.write("a", "{\"id\":1,\"shop\":\"" + "x".repeat(1_000_000) + "\"}\n{\"id\":2}\n");
        Reader reader = tables.open(tables.source(Tables.SHOPS, "path", "a"), "a", null, 0);
        int polls = 0;
        while (reader.poll(100, null) instanceof Poll.Nothing nothing) {
            assertThat(nothing.retryAtMicros()).isEqualTo(tables.now);
            polls++;
        }
        assertThat(polls).isBetween(3, 4);
    }

    @Test
    void aWatchedFolderGivesNewFilesAndNewLines() throws IOException {
        tables.write("in/a.json", "{\"id\":1}\n{\"id\":2}");
        Source source = tables.source(Tables.SHOPS, "path", "in", "source.monitor-interval", "2 s");
        assertThat(source.bounded()).isFalse();
        assertThat(source.discoveryInterval()).contains(Duration.ofSeconds(2));
        Reader reader = tables.open(source, "a.json", null, 0, 1);
        assertThat(tables.read(reader)).containsExactly(Arrays.asList(1L, null));
        assertThat(reader.poll(100, null)).isEqualTo(new Poll.Nothing(tables.now + 2_000_000));
        byte[] position = reader.position();
        tables.append("in/a.json", "2}\n{\"id\":3}\n");
        tables.write("in/b.json", "{\"id\":4}\n");
        assertThat(source.splits()).containsExactly(new Split("a.json"), new Split("b.json"));
        assertThat(reader.poll(100, null)).isInstanceOf(Poll.Rows.class);
        assertThat(tables.read(reader)).isEmpty();
        Reader again = tables.open(source, "a.json", position, 0, 1);
        assertThat(tables.read(again)).containsExactly(Arrays.asList(3L, null));
        assertThat(tables.errors).hasSize(2).allMatch(error -> error.startsWith("in/a.json:2: the JSON text has 2}"));
        Files.delete(folder.resolve("in/a.json"));
        assertThat(tables.read(reader)).isEmpty();
        assertThat(tables.read(tables.open(source, "a.json", reader.position(), 0, 1)))
                .isEmpty();
    }

    @Test
    void aFileThatWasReplacedIsNoticed() {
        String line = "{\"id\":1,\"shop\":\"north\"}\n";
        tables.write("a", line.repeat(3));
        Source source = tables.source(Tables.SHOPS, "path", "a", "source.monitor-interval", "1 s");
        Reader reader = tables.open(source, "a", null, 0, 1);
        assertThat(tables.read(reader)).hasSize(3);
        byte[] position = reader.position();
        tables.write("a", line.replace('1', '2').repeat(4));
        assertThat(failure(reader)).hasMessage("file \"a\" is not the one that was read before");
        assertThat(failure(tables.open(source, "a", position, 0, 1)).code()).isEqualTo(ErrorCode.SOURCE_FAILED);
        tables.write("a", line);
        assertThat(failure(reader)).hasMessage("file \"a\" is shorter than what has been read of it");
        assertThat(failure(tables.open(source, "a", position, 0, 1)).code()).isEqualTo(ErrorCode.SOURCE_FAILED);
    }

    private static SqlException failure(Reader reader) {
        return catchThrowableOfType(SqlException.class, () -> reader.poll(100, null));
    }

    @Test
    void aListedFileThatIsGoneIsAnErrorWhenReadOnce() throws IOException {
        tables.write("in/a.json", "{\"id\":1}\n");
        Source source = tables.source(Tables.SHOPS, "path", "in");
        Reader reader = tables.open(source, "a.json", null, 0, 1);
        Files.delete(folder.resolve("in/a.json"));
        assertThat(failure(reader).code()).isEqualTo(ErrorCode.FILE_NOT_FOUND);
    }

    @Test
    void metadataOfTheFileCanBeColumns() throws IOException {
        tables.write("in/x/a.json", "{\"id\":1}\n{\"id\":2}\n");
        Files.setLastModifiedTime(folder.resolve("in/x/a.json"), FileTime.fromMillis(1_577_880_000_123L));
        Schema schema = new Schema(List.of(
                new Field("name", DataType.text()),
                new Field("id", DataType.bigint()),
                new Field("path", DataType.text()),
                new Field("shop", DataType.text()),
                new Field("size", DataType.bigint()),
                new Field("modified", DataType.timestampLtz(3))));
        Map<Integer, String> keys = Map.of(0, "file.name", 2, "file.path", 4, "file.size", 5, "file.modification-time");
        TableSpec spec = tables.spec(schema, keys, "path", "in");
        Source source = Tables.connector().source(spec, tables).orElseThrow();
        assertThat(source.metadata().keySet()).containsAll(keys.values());
        assertThat(Tables.connector().sink(spec, tables)).isEmpty();
        Reader reader = tables.open(source, "x/a.json", null, Tables.all(schema));
        assertThat(tables.read(reader, schema.types(), 100, null))
                .containsExactly(
                        Arrays.asList("a.json", 1L, "in/x/a.json", null, 18L, 1_577_880_000_123_000L),
                        Arrays.asList("a.json", 2L, "in/x/a.json", null, 18L, 1_577_880_000_123_000L));
        Reader some = tables.open(source, "x/a.json", null, 3, 0);
        assertThat(tables.read(some, List.of(DataType.text(), DataType.text()), 100, null))
                .containsExactly(Arrays.asList(null, "a.json"), Arrays.asList(null, "a.json"));
        Reader none = tables.open(source, "x/a.json", null);
        Batch batch = ((Poll.Rows) none.poll(100, null)).batch();
        assertThat(batch.size()).isEqualTo(2);
    }

    @Test
    void partitionsMustBeColumnsAndAFormatIsNeeded() {
        tables.write("a", "");
        TableSpec spec = tables.spec(Tables.SHOPS, Map.of(), "path", "a");
        TableSpec partitioned =
                new TableSpec("t", spec.schema(), Map.of(), List.of(), List.of("town"), spec.options(), spec.format());
        assertThat(catchThrowableOfType(
                                SqlException.class, () -> Tables.connector().source(partitioned, tables))
                        .code())
                .isEqualTo(ErrorCode.COLUMN_NOT_FOUND);
        TableSpec raw =
                new TableSpec("t", spec.schema(), Map.of(), List.of(), List.of(), spec.options(), Optional.empty());
        assertThat(catchThrowableOfType(
                                SqlException.class, () -> Tables.connector().source(raw, tables))
                        .code())
                .isEqualTo(ErrorCode.OPTION_MISSING);
    }

    @Test
    void columnsThatTheFormatCannotHaveAreRefusedAtOnce() {
        Schema schema = new Schema(List.of(new Field("m", DataType.map(DataType.text(), DataType.text()))));
        SqlException e =
                catchThrowableOfType(SqlException.class, () -> tables.source(schema, "path", "a", "format", "csv"));
        assertThat(e.code()).isEqualTo(ErrorCode.NOT_SUPPORTED);
        assertThat(catchThrowableOfType(SqlException.class, () -> tables.sink(schema, "path", "a", "format", "csv"))
                        .code())
                .isEqualTo(ErrorCode.NOT_SUPPORTED);
    }

    @Test
    void newlinesAreCounted() {
        Random random = new Random(7);
        byte[] bytes = new byte[1000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = new byte[] {'\n', '\n', 11, 9, -118, 'x'}[random.nextInt(6)];
        }
        for (int trial = 0; trial < 1000; trial++) {
            int start = random.nextInt(1000);
            int end = start + random.nextInt(1000 - start);
            int expected = 0;
            for (int i = start; i < end; i++) {
                expected += bytes[i] == '\n' ? 1 : 0;
            }
            assertThat(Newlines.count(bytes, start, end)).isEqualTo(expected);
        }
    }
}
