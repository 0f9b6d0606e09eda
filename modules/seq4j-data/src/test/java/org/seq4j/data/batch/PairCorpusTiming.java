package org.seq4j.data.batch;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;
import org.seq4j.data.pair.PairCorpus;
import org.seq4j.data.pair.PairEncoder;
import org.seq4j.data.pair.PairFile;
import org.seq4j.data.pair.PairSide;
import org.seq4j.data.pair.TokenizedPairs;
import org.seq4j.data.token.Tokenizer;
import org.seq4j.data.vocabulary.Vocabulary;

/**
 * Writes a corpus of random pairs, counts its vocabularies, encodes it and reads an epoch of shuffled batches; prints
 * the seconds of each and the most heap that was in use after a garbage collection. Run it with a small {@code -Xmx}.
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
        AtomicLong most = watchHeap();
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
            try (CloseableBatches epoch = batches.epoch(0, 0)) {
                while (epoch.hasNext()) {
                    Batch batch = epoch.next();
                    tokens += batch.tokens();
                    positions += batch.data().getLabels(0).length();
                    batch.data().detach();
                }
            }
            step("read an epoch of " + tokens + " tokens, " + Math.round(100 - 100 * tokens / positions)
                    + " % padding");
        }
        Files.delete(file);
        System.gc();
        System.out.println("most heap after a collection: " + most.get() / 1_000_000 + " MB");
    }

    private static void step(String what) {
        long now = System.nanoTime();
        System.out.printf("%6.1f s  %s%n", (now - mark) / 1e9, what);
        mark = now;
    }

    private static AtomicLong watchHeap() {
        AtomicLong most = new AtomicLong();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, nothing) -> {
                                var info = GarbageCollectionNotificationInfo.from(
                                        (CompositeData) notification.getUserData());
                                long used = info.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                                        .filter(pool -> !pool.getKey().matches("(?i).*(meta|code|class).*"))
                                        .map(java.util.Map.Entry::getValue)
                                        .mapToLong(MemoryUsage::getUsed)
                                        .sum();
                                most.accumulateAndGet(used, Math::max);
                            },
                            null,
                            null);
        }
        return most;
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
