package org.seq4j.data.pair;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A corpus that is read into memory until it has grown too large, and goes on in a file from there. */
final class GrowingPairs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GrowingPairs.class);

    /** Bytes of heap that a corpus may take. */
    static final long USUAL_LIMIT = 32L << 20;

    /** Objects and array headers of a pair, about. */
    private static final int PAIR_BYTES = 88;

    private final Path folder;
    private final long limit;
    private final List<EncodedPair> pairs = new ArrayList<>();
    private long bytes;
    private @Nullable DiskPairsWriter writer;

    private GrowingPairs(Path folder, long limit) {
        this.folder = folder;
        this.limit = limit;
    }

    static PairCorpus read(TokenizedPairs pairs, PairEncoder encoder, Path folder, long limit) {
        try (GrowingPairs growing = new GrowingPairs(folder, limit)) {
            PairReport report = EncodingRun.of(pairs, encoder, growing::add);
            DiskPairsWriter disk = growing.writer;
            return disk == null ? new MemoryPairs(growing.pairs, encoder, report) : disk.finish(encoder, report);
        }
    }

    private void add(EncodedPair pair) {
        if (writer != null) {
            writer.add(pair);
            return;
        }
        pairs.add(pair);
        int ids = pair.source().length
                + pair.target().length
                + (pair.copySource() == null ? 0 : pair.copySource().length);
        bytes += PAIR_BYTES + 4L * ids;
        if (bytes > limit) {
            LOG.info("After {} pairs the corpus goes on in a temporary file in {}", pairs.size(), folder);
            DiskPairsWriter disk = new DiskPairsWriter(folder, PairLayout.USUAL);
            writer = disk;
            pairs.forEach(disk::add);
            pairs.clear();
        }
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
    }
}
