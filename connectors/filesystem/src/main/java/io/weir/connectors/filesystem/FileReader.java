// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.filesystem;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.Vectors;
import io.weir.spi.connector.Poll;
import io.weir.spi.connector.ReadRequest;
import io.weir.spi.connector.Reader;
import io.weir.spi.connector.RecordErrors;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.format.Decoder;
import io.weir.spi.type.DataType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file, a chunk at a time.
 *
 * <pre>
 *   file     |....................|======================|...........
 *                                 offset                 TailedFile's offset
 *   buffer                        from                   to
 * </pre>
 */
final class FileReader implements Reader {
    /** Bytes read by one poll. */
    static final int CHUNK_BYTES = 256 << 10;

    static final int MAX_RECORD_BYTES = 16 << 20;
    /** Bytes of a record that is too large which go with its error. */
    private static final int SAMPLE_BYTES = 64 << 10;
    /** A buffer that grew beyond this for one record shrinks again. */
    private static final int MAX_IDLE_BYTES = 1 << 20;
    /** So often in succession is a file found not to have grown before what was to hold its bytes is given back. */
    private static final int LOOKS_BEFORE_REST = 16;

    private static final byte[] NO_BYTES = {};

    private final FileSource source;
    private final int[] columns;
    private final @Nullable Object[] partition;
    private final RecordErrors errors;
    private final String shownPath;
    private final TailedFile file;
    private final Decoder decoder;
    private final List<DataType> decodedTypes;

    private @Nullable FileMetadata metadata;
    private BatchBuilder builder;
    private byte[] buffer = NO_BYTES;
    private int from;
    private int to;
    private long offset;
    private long line;
    /** Bytes of a record that is too large that were left out already; 0 when there is none. */
    private long leftOut;

    private boolean fileEnded;
    private int looks;

    /** @param partition by column of the table the value that all rows have; null for those that are read */
    FileReader(FileSource source, ReadRequest request, Path path, String shownPath, @Nullable Object[] partition) {
        this.source = source;
        this.partition = partition;
        this.shownPath = shownPath;
        columns = request.columns();
        errors = request.errors();
        int[] physical = new int[columns.length];
        int count = 0;
        for (int column : columns) {
            if (source.isInFiles(column)) {
                physical[count++] = physicalIndex(column);
            }
        }
        physical = Arrays.copyOf(physical, count);
        decoder = source.format().decoder(source.physical(), physical);
        decodedTypes = source.physical().select(physical).types();
        builder = new BatchBuilder(decodedTypes, 1);
        file = new TailedFile(path, shownPath);
        FilePosition start = request.position() == null ? FilePosition.START : FilePosition.of(request.position());
        file.seek(start);
        offset = start.offset();
        line = start.line();
        if (offset == 0) {
            decoder.startFile();
        }
    }

    /** The place among the physical columns of a column of the table. */
    private int physicalIndex(int column) {
        int index = column;
        for (int other = 0; other < column; other++) {
            index -= source.isInFiles(other) ? 0 : 1;
        }
        return index;
    }

    @Override
    public Poll poll(int maxRows, byte @Nullable [] untilPosition) {
        long until = untilPosition == null
                ? Long.MAX_VALUE
                : FilePosition.of(untilPosition).offset();
        boolean starved = decode(maxRows, until);
        if (starved && builder.isEmpty() && !(fileEnded && source.bounded())) {
            // A file that is watched may be gone by now; one that is read once must be there.
            if (source.bounded() || file.hasGrown()) {
                readChunk();
                decode(maxRows, until);
            } else {
                fileEnded = true;
                rest();
            }
        }
        if (!builder.isEmpty()) {
            return new Poll.Rows(batch());
        } else if (offset >= until) {
            return Poll.NOTHING;
        } else if (!fileEnded) {
            // Bytes without a row: part of a long record, or records that could not be decoded.
            return new Poll.Nothing(source.context().nowMicros());
        }
        return source.monitorInterval().isEmpty()
                ? Poll.END
                : new Poll.Nothing(source.context().nowMicros()
                        + source.monitorInterval().get().toNanos() / 1000);
    }

    /** Decodes records of the buffer; whether it stopped for want of bytes. */
    private boolean decode(int maxRows, long until) {
        while (offset < until && builder.size() < maxRows && !builder.full()) {
            if (leftOut > 0 && !leaveOut()) {
                return true;
            }
            int end = from == to ? -1 : decoder.recordEnd(buffer, from, to, fileEnded && source.bounded());
            if (end < 0 && to - from < MAX_RECORD_BYTES) {
                return true;
            } else if (end < 0 || end - from > MAX_RECORD_BYTES) {
                if (!builder.isEmpty()) {
                    return false;
                }
                beginLeavingOut(end < 0 ? to : end);
            } else if (decodeRecord(end)) {
                advance(end);
            } else {
                return false;
            }
        }
        return false;
    }

    /** Whether it is done with the record; if not, the rows before it are to be given first, since it may end the job. */
    private boolean decodeRecord(int end) {
        try {
            decoder.decode(buffer, from, end, builder);
        } catch (SqlException e) {
            builder.rollback();
            if (e.code() != ErrorCode.UNDECODABLE_RECORD) {
                throw e;
            }
            if (!builder.isEmpty()) {
                return false;
            }
            errors.report(buffer, from, withoutLineEnd(end) - from, where(), e);
        }
        return true;
    }

    private int withoutLineEnd(int end) {
        int last = end > from && buffer[end - 1] == '\n' ? end - 1 : end;
        return last > from && buffer[last - 1] == '\r' ? last - 1 : last;
    }

    /** The file and the line, counted from 1, in which the next record begins. */
    private String where() {
        return shownPath + ":" + (line + 1);
    }

    private void advance(int end) {
        line += Newlines.count(buffer, from, end);
        offset += end - from;
        from = end;
    }

    /** Reports a record that is too large. If its end is not known, it is left out up to the end of a line. */
    private void beginLeavingOut(int end) {
        SqlException reason = SqlException.report(ErrorCode.RECORD_TOO_LARGE)
                .says("a record has more than %d bytes", MAX_RECORD_BYTES)
                .detail("It is left out up to the end of a line.")
                .toException();
        errors.report(buffer, from, SAMPLE_BYTES, where(), reason);
        if (buffer[end - 1] == '\n') {
            advance(end);
        } else {
            line += Newlines.count(buffer, from, end);
            leftOut = end - from;
            from = end;
        }
    }

    /** Leaves out what the buffer has of the record; whether the record has ended. */
    private boolean leaveOut() {
        for (int i = from; i < to; i++) {
            if (buffer[i] == '\n') {
                endLeavingOut(i + 1);
                line++;
                return true;
            }
        }
        leftOut += to - from;
        from = to;
        if (fileEnded && source.bounded()) {
            endLeavingOut(to);
            return true;
        }
        return false;
    }

    private void endLeavingOut(int end) {
        offset += leftOut + end - from;
        leftOut = 0;
        from = end;
    }

    /** Gives back the memory of a file that does not grow; a watched folder may have many. */
    private void rest() {
        if (++looks == LOOKS_BEFORE_REST && from == to) {
            from = 0;
            to = 0;
            buffer = NO_BYTES;
            builder = new BatchBuilder(decodedTypes, 1);
        }
    }

    private void readChunk() {
        looks = 0;
        if (buffer.length == 0) {
            buffer = new byte[CHUNK_BYTES];
            builder = new BatchBuilder(decodedTypes, Batch.MAX_ROWS);
        }
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == 0 && buffer.length > MAX_IDLE_BYTES) {
            buffer = new byte[CHUNK_BYTES];
        } else if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = file.read(buffer, to, Math.min(CHUNK_BYTES, buffer.length - to));
        fileEnded = read < 0;
        to += Math.max(read, 0);
    }

    private Batch batch() {
        Batch decoded = builder.build();
        Vector[] vectors = new Vector[columns.length];
        int next = 0;
        for (int i = 0; i < vectors.length; i++) {
            int column = columns[i];
            String key = source.metadataKeys().get(column);
            DataType type = source.schema().type(column);
            if (source.partitions().contains(column)) {
                vectors[i] = Vectors.constant(type, partition[column], decoded.rowCount());
            } else {
                vectors[i] = key == null ? decoded.column(next++) : metadata().column(key, type, decoded.rowCount());
            }
        }
        return new Batch(decoded.rowCount(), vectors);
    }

    private FileMetadata metadata() {
        FileMetadata present = metadata;
        if (present == null) {
            present = file.metadata();
            metadata = present;
        }
        return present;
    }

    @Override
    public byte[] position() {
        return new FilePosition(offset, line, file.headHash(offset)).bytes();
    }

    @Override
    public void close() {
        file.close();
    }
}
