// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.executor.epoch.EpochStart;
import io.weir.executor.epoch.SplitId;
import io.weir.executor.epoch.SplitProgress;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A job as it was behind a barrier, in one file.
 *
 * <pre>
 *   magic and version | names of the nodes | where the epochs go on | parts of tasks | output to be committed | CRC-32C
 * </pre>
 *
 * @param nodes names of the plan's nodes in order; a snapshot fits no other plan
 * @param parts what each node has kept in each task
 * @param committables output of sinks that the barrier has prepared; to be committed (again) by whoever goes on from here
 */
record SnapshotFile(List<String> nodes, EpochStart start, List<Part> parts, List<Committable> committables) {
    private static final long MAGIC = 0x57454952_534E4150L;
    private static final int VERSION = 1;
    private static final int CHECKSUM_BYTES = 8;

    /**
     * What a node has kept in a task.
     *
     * @param state as a state store writes it; empty when it has none
     * @param held rows that a border has not shown yet; empty when there are none
     */
    record Part(int node, byte[] state, byte[] held) {}

    /** Prepared output of the sink at a node. */
    record Committable(int node, byte[] bytes) {}

    // ---- writing

    /** Writes the file whole or not at all. */
    void write(Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(MAGIC);
        out.writeInt(VERSION);
        out.writeInt(nodes.size());
        for (String node : nodes) {
            out.writeUTF(node);
        }
        write(start, out);
        out.writeInt(parts.size());
        for (Part part : parts) {
            out.writeInt(part.node);
            write(part.state, out);
            write(part.held, out);
        }
        out.writeInt(committables.size());
        for (Committable committable : committables) {
            out.writeInt(committable.node);
            write(committable.bytes, out);
        }
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.toByteArray());
        out.writeLong(checksum.getValue());
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        Files.write(unfinished, bytes.toByteArray());
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(EpochStart start, DataOutputStream out) throws IOException {
        out.writeLong(start.epoch());
        out.writeLong(start.timeMicros());
        out.writeBoolean(start.hydrating());
        out.writeInt(start.splits().size());
        for (Map.Entry<SplitId, SplitProgress> split : start.splits().entrySet()) {
            out.writeInt(split.getKey().scan());
            out.writeUTF(split.getKey().split());
            SplitProgress progress = split.getValue();
            byte[] position = progress.position();
            out.writeBoolean(position != null);
            write(position == null ? new byte[0] : position, out);
            out.writeLong(progress.watermark());
            out.writeLong(progress.greatest());
            out.writeLong(progress.second());
            out.writeBoolean(progress.idle());
            out.writeBoolean(progress.finished());
        }
        write(start.scanWatermarks(), out);
        write(start.groupWatermarks(), out);
        write(start.wakeUps().stream().mapToLong(each -> each).toArray(), out);
    }

    private static void write(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void write(long[] values, DataOutputStream out) throws IOException {
        out.writeInt(values.length);
        for (long value : values) {
            out.writeLong(value);
        }
    }

    // ---- reading

    /** Reads a file; an error with code {@code SNAPSHOT_CORRUPT} when it is not as it was written. */
    static SnapshotFile read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int length = bytes.length - CHECKSUM_BYTES;
            CRC32C checksum = new CRC32C();
            if (length < 0) {
                throw corrupt(file, null);
            }
            checksum.update(bytes, 0, length);
            if (checksum.getValue()
                    != ByteBuffer.wrap(bytes, length, CHECKSUM_BYTES).getLong()) {
                throw corrupt(file, null);
            }
            return read(new DataInputStream(new ByteArrayInputStream(bytes, 0, length)), file);
        } catch (IOException e) {
            throw corrupt(file, e);
        }
    }

    private static SnapshotFile read(DataInputStream in, Path file) throws IOException {
        if (in.readLong() != MAGIC || in.readInt() != VERSION) {
            throw corrupt(file, null);
        }
        List<String> nodes = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            nodes.add(in.readUTF());
        }
        EpochStart start = readStart(in);
        List<Part> parts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            parts.add(new Part(in.readInt(), readBytes(in), readBytes(in)));
        }
        List<Committable> committables = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            committables.add(new Committable(in.readInt(), readBytes(in)));
        }
        return new SnapshotFile(nodes, start, parts, committables);
    }

    private static EpochStart readStart(DataInputStream in) throws IOException {
        long epoch = in.readLong();
        long timeMicros = in.readLong();
        boolean hydrating = in.readBoolean();
        Map<SplitId, SplitProgress> splits = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            SplitId split = new SplitId(in.readInt(), in.readUTF());
            boolean moved = in.readBoolean();
            byte[] position = readBytes(in);
            splits.put(
                    split,
                    new SplitProgress(
                            moved ? position : null,
                            in.readLong(),
                            in.readLong(),
                            in.readLong(),
                            in.readBoolean(),
                            in.readBoolean()));
        }
        long[] scanWatermarks = readLongs(in);
        long[] groupWatermarks = readLongs(in);
        Set<Long> wakeUps = new HashSet<>();
        for (long wakeUp : readLongs(in)) {
            wakeUps.add(wakeUp);
        }
        return new EpochStart(
                epoch, timeMicros, hydrating, splits, scanWatermarks, groupWatermarks, wakeUps, List.of());
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }

    private static long[] readLongs(DataInputStream in) throws IOException {
        long[] values = new long[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readLong();
        }
        return values;
    }

    private static SqlException corrupt(Path file, @Nullable Throwable cause) {
        return SqlException.report(ErrorCode.SNAPSHOT_CORRUPT)
                .says("the snapshot \"%s\" cannot be read", String.valueOf(file.getFileName()))
                .causedBy(cause)
                .toException();
    }

    /** Makes sure that the snapshot is of a plan with these nodes. */
    void check(List<String> planNodes) {
        if (!nodes.equals(planNodes)) {
            throw SqlException.report(ErrorCode.SNAPSHOT_MISMATCH)
                    .says("the snapshot is of another query")
                    .detail("It has the nodes %s, the query %s.", nodes, planNodes)
                    .hint("Restore it with the statement it was taken of, or start the job without it.")
                    .toException();
        }
    }
}
