package org.seq4j.data.pair;

import java.util.function.Consumer;
import org.seq4j.data.vocabulary.Vocabulary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pass over a file of pairs that encodes the kept ones and counts what is unknown. */
final class EncodingRun {
    private static final Logger LOG = LoggerFactory.getLogger(EncodingRun.class);

    private long unknownSources;
    private long unknownTargets;

    private EncodingRun() {}

    /** Hands every kept pair on, in the order of the file; a warning in the log tells what was left out. */
    static PairReport of(TokenizedPairs pairs, PairEncoder encoder, Consumer<EncodedPair> sink) {
        EncodingRun run = new EncodingRun();
        PairReport read = pairs.visit((source, target) -> {
            EncodedPair pair = encoder.encode(source, target);
            run.unknownSources += unknown(pair.source());
            run.unknownTargets += unknown(pair.target());
            sink.accept(pair);
        });
        PairReport report = read.withUnknown(run.unknownSources, run.unknownTargets);
        if (report.leftOut()) {
            LOG.warn(
                    "{}: {} (max_length: source {}, target {})",
                    pairs.file().path(),
                    report.describe(),
                    pairs.source().maxLength(),
                    pairs.target().maxLength());
        }
        return report;
    }

    private static int unknown(int[] ids) {
        int count = 0;
        for (int id : ids) {
            count += id == Vocabulary.UNK ? 1 : 0;
        }
        return count;
    }
}
