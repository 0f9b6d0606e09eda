package org.seq4j.data.batch;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.seq4j.data.pair.PairCorpus;
import org.seq4j.data.pair.PairEncoder;
import org.seq4j.data.pair.PairFile;
import org.seq4j.data.pair.PairSide;
import org.seq4j.data.pair.TokenizedPairs;
import org.seq4j.data.token.Tokenizer;
import org.seq4j.data.vocabulary.Vocabulary;

/**
 * Writes a corpus of random pairs, counts its vocabularies, encodes it and reads an epoch of shuffled batches; prints
 * the seconds and the heap that is live after each. Run it with a small {@code -Xmx}.
 * Arguments: PAIRS [FOLDER]. Words are drawn from 100,000 by a law like Zipf's, 1 to 25 of them on each side.
 */
public final class PairCorpusTiming {
    private static final int WORDS = 100_000;
    private static final int LONGEST = 25;
    private static final int VOCABULARY = 30_000;

    private static long mark = System.nanoTime();

    private PairCorpusTiming() {}

    public static void main(String[] args) throws IOException {
        int count = Integer.parseInt(args[0]);
        Path folder = args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("seq4j-timing");
        Path file = folder.resolve("pairs.tsv");
        write(file, count);
        step("wrote " + Files.size(file) / 1_000_000 + " MB");
        PairSide side = new PairSide(Tokenizer.words());
        TokenizedPairs pairs = new TokenizedPairs(PairFile.tsv(file, 0, 1), side, side);
        Vocabulary.Counter source = new Vocabulary.Counter();
        Vocabulary.Counter target = new Vocabulary.Counter();
        pairs.count(source, target);
        PairEncoder encoder = new PairEncoder(source.build(1, VOCABULARY), target.build(1, VOCABULARY), true);
        step("counted");
        try (PairCorpus corpus = PairCorpus.read(pairs, encoder, folder)) {
            step("encoded " + corpus.report().describe());
            PairBatches batches = new PairBatches(corpus, BatchBy.TOKENS, 4096, 4, 100_000, 1, true);
            step("planned " + batches.batches(0) + " batches");
            long tokens = 0;
            double positions = 0;
            int read = 0;
            try (CloseableBatches epoch = batches.epoch(0, 0)) {
                while (epoch.hasNext()) {
                    Batch batch = epoch.next();
                    tokens += batch.tokens();
                    positions += batch.data().getLabels(0).length();
                    if (++read == 1_000) {
                        step("read " + read + " batches");
                    }
                }
            }
            step("read an epoch of " + tokens + " tokens, " + Math.round(100 - 100 * tokens / positions)
                    + " % padding");
        }
        Files.delete(file);
    }

    private static void step(String what) {
        double seconds = (System.nanoTime() - mark) / 1e9;
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long live = (runtime.totalMemory() - runtime.freeMemory()) / 1_000_000;
        System.out.printf("%6.1f s %5d MB  %s%n", seconds, live, what);
        mark = System.nanoTime();
    }

    private static void write(Path file, int count) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < count; i++) {
                int length = 1 + random.nextInt(LONGEST);
                words(out, random, length);
                out.write('\t');
                words(out, random, Math.max(1, Math.min(LONGEST, length + random.nextInt(7) - 3)));
                out.write('\n');
            }
        }
    }

    private static void words(BufferedWriter out, SplittableRandom random, int count) throws IOException {
        for (int t = 0; t < count; t++) {
            out.write(t == 0 ? "w" : " w");
            out.write(Integer.toString((int) Math.pow(WORDS, random.nextDouble())));
        }
    }
}
