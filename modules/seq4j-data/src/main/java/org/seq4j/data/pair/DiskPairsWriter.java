package org.seq4j.data.pair;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.seq4j.data.DataException;

/** Writes the file of {@link DiskPairs} from front to back; the heap holds one block's index. */
final class DiskPairsWriter implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int LONGEST_ID = 5;

    private final Path folder;
    private final PairLayout layout;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private final ByteBuffer index;
    private byte[] ids = new byte[1 << 10];
    private long[] indexes = new long[16];
    private int blocks;
    private long position;
    private long size;
    private boolean finished;

    /** Starts a file that the system removes as soon as its channel is closed and nothing of it is mapped. */
    DiskPairsWriter(Path folder, PairLayout layout) {
        this.folder = folder;
        this.layout = layout;
        this.index = ByteBuffer.allocate(layout.blockPairs() * PairLayout.ENTRY_BYTES);
        try {
            Path file = Files.createTempFile(Files.createDirectories(folder), "seq4j-pairs-", ".tmp");
            this.channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    void add(EncodedPair pair) {
        int length = write(pair.source(), 0);
        length = write(pair.target(), length);
        if (pair.copySource() != null) {
            length = write(pair.copySource(), length);
        }
        try {
            long start = store(ByteBuffer.wrap(ids, 0, length));
            index.putLong(start).putInt(pair.source().length).putInt(pair.target().length);
            size++;
            if (!index.hasRemaining()) {
                closeBlock();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Appends ids to the bytes of the pair; their number then. */
    private int write(int[] values, int from) {
        int at = from;
        if (ids.length - at < (long) values.length * LONGEST_ID) {
            ids = Arrays.copyOf(ids, Math.addExact(2 * at, Math.multiplyExact(values.length, LONGEST_ID)));
        }
        for (int value : values) {
            int rest = value;
            while (rest > 0x7F) {
                ids[at++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            ids[at++] = (byte) rest;
        }
        return at;
    }

    private void closeBlock() throws IOException {
        if (blocks == indexes.length) {
            indexes = Arrays.copyOf(indexes, 2 * blocks);
        }
        indexes[blocks++] = store(index.flip());
        index.clear();
    }

    /** Appends bytes, in the next segment where this one has no room; the place of the first. */
    private long store(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        if (length > layout.segmentBytes()) {
            throw new DataException("A pair takes " + length + " bytes, more than the " + layout.segmentBytes()
                    + " that a corpus on disk has room for; set a max_length.");
        }
        if (layout.inSegment(position) + (long) length > layout.segmentBytes()) {
            flush();
            position = (layout.segment(position) + 1L) << layout.segmentBits();
            channel.position(position);
        }
        long start = position;
        position += length;
        while (bytes.hasRemaining()) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int count = Math.min(buffer.remaining(), bytes.remaining());
            buffer.put(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
        }
        return start;
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /** The corpus, which takes over the file. */
    DiskPairs finish(PairEncoder encoder, PairReport report) {
        try {
            if (index.position() > 0) {
                closeBlock();
            }
            flush();
            int count = position == 0 ? 0 : layout.segment(position - 1) + 1;
            ByteBuffer[] segments = new ByteBuffer[count];
            for (int i = 0; i < count; i++) {
                long start = (long) i << layout.segmentBits();
                segments[i] = channel.map(
                        FileChannel.MapMode.READ_ONLY, start, Math.min(layout.segmentBytes(), position - start));
            }
            finished = true;
            return new DiskPairs(channel, segments, layout, Arrays.copyOf(indexes, blocks), size, encoder, report);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private DataException failed(IOException e) {
        return new DataException(
                "The corpus of pairs cannot be kept in a temporary file in " + folder + ": " + e.getMessage()
                        + "; is there space, and may you write there?",
                e);
    }

    /** Removes the file unless {@link #finish} was reached. */
    @Override
    public void close() {
        if (!finished) {
            try {
                channel.close();
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }
}
