package org.seq4j.data.pair;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.seq4j.data.DataException;

/**
 * Encoded pairs in a temporary file, ids, lengths and places alike, mapped into memory: the heap holds eight bytes for
 * 65,536 pairs, and the operating system keeps as much of the file at hand as it has room for. Nobody else sees the
 * file; it goes when the corpus is closed or the process ends, however that happens.
 *
 * <p>The file is a row of blocks, each the ids of up to 65,536 pairs and then 16 bytes a pair: where its ids start, S and
 * T. Ids are of variable length, seven bits a byte, the lowest first: source, target, and with copying the copy ids.
 */
public final class DiskPairs implements PairCorpus {
    private final FileChannel channel;
    private final ByteBuffer[] segments;
    private final PairLayout layout;
    private final long[] indexes;
    private final long size;
    private final PairEncoder encoder;
    private final PairReport report;
    private volatile boolean closed;

    DiskPairs(
            FileChannel channel,
            ByteBuffer[] segments,
            PairLayout layout,
            long[] indexes,
            long size,
            PairEncoder encoder,
            PairReport report) {
        this.channel = channel;
        this.segments = segments;
        this.layout = layout;
        this.indexes = indexes;
        this.size = size;
        this.encoder = encoder;
        this.report = report;
    }

    /**
     * Reads and encodes a file of pairs. A warning in the log tells what was left out.
     *
     * @param folder where the temporary file is made
     * @throws DataException for a fault in the file of pairs, or where the temporary file cannot be written
     */
    public static DiskPairs read(TokenizedPairs pairs, PairEncoder encoder, Path folder) {
        return read(pairs, encoder, folder, PairLayout.USUAL);
    }

    static DiskPairs read(TokenizedPairs pairs, PairEncoder encoder, Path folder, PairLayout layout) {
        try (DiskPairsWriter writer = new DiskPairsWriter(folder, layout)) {
            PairReport report = EncodingRun.of(pairs, encoder, writer::add);
            return writer.finish(encoder, report);
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public EncodedPair pair(long index) {
        long entry = entry(index);
        ByteBuffer segment = segment(entry);
        int at = layout.inSegment(entry);
        int sourceLength = segment.getInt(at + PairLayout.SOURCE_LENGTH);
        int targetLength = segment.getInt(at + PairLayout.TARGET_LENGTH);
        long start = segment.getLong(at);
        Ids ids = new Ids(segment(start), layout.inSegment(start));
        int[] source = ids.read(sourceLength);
        int[] target = ids.read(targetLength);
        return new EncodedPair(source, target, encoder.copy() ? ids.read(sourceLength) : null);
    }

    @Override
    public int sourceLength(long index) {
        long entry = entry(index);
        return segment(entry).getInt(layout.inSegment(entry) + PairLayout.SOURCE_LENGTH);
    }

    @Override
    public int targetLength(long index) {
        long entry = entry(index);
        return segment(entry).getInt(layout.inSegment(entry) + PairLayout.TARGET_LENGTH);
    }

    private long entry(long index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("Pair " + index + " is outside the corpus 0.." + (size - 1));
        }
        if (closed) {
            throw new IllegalStateException("The corpus is closed.");
        }
        return layout.entry(indexes, index);
    }

    private ByteBuffer segment(long position) {
        return segments[layout.segment(position)];
    }

    @Override
    public PairEncoder encoder() {
        return encoder;
    }

    @Override
    public PairReport report() {
        return report;
    }

    @Override
    public void close() {
        closed = true;
        try {
            channel.close();
        } catch (IOException e) {
            throw new DataException("The temporary file of pairs cannot be closed: " + e.getMessage() + ".", e);
        }
    }

    /** Reads ids one after another. */
    private static final class Ids {
        private final ByteBuffer bytes;
        private int at;

        Ids(ByteBuffer bytes, int at) {
            this.bytes = bytes;
            this.at = at;
        }

        int[] read(int count) {
            int[] ids = new int[count];
            for (int i = 0; i < count; i++) {
                int id = 0;
                int shift = 0;
                byte next;
                do {
                    next = bytes.get(at++);
                    id |= (next & 0x7F) << shift;
                    shift += 7;
                } while (next < 0);
                ids[i] = id;
            }
            return ids;
        }
    }
}
