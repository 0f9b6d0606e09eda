package org.seq4j.benchmarks.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.seq4j.data.batch.BatchBy;
import org.seq4j.data.batch.CloseableBatches;
import org.seq4j.data.batch.PairBatches;
import org.seq4j.data.pair.PairCorpus;
import org.seq4j.data.pair.PairEncoder;
import org.seq4j.data.pair.PairFile;
import org.seq4j.data.pair.PairReport;
import org.seq4j.data.pair.PairSide;
import org.seq4j.data.pair.TokenizedPairs;
import org.seq4j.data.token.Tokenizer;
import org.seq4j.data.vocabulary.Vocabulary;

/** Pairs of texts, in each format; and an epoch of their batches. */
final class PairReaders {
    private static final int VOCABULARY = 30_000;
    private static final int BATCH_TOKENS = 4096;
    private static final int BUCKET_WIDTH = 4;
    private static final int SHUFFLE_BUFFER = 100_000;

    private PairReaders() {}

    private static TokenizedPairs pairs(String format, Parameters parameters) throws IOException {
        int count = parameters.number("lines");
        List<String> sources = new RandomText(1).lines(count);
        List<String> targets = new RandomText(2).lines(count);
        Path folder = Scratch.folder();
        PairFile file = switch (format) {
            case "tsv" -> PairFile.tsv(write(folder, sources, targets, "", "%s\t%s"), 0, 1);
            case "csv" -> PairFile.csv(write(folder, sources, targets, "s,t", "\"%s\",\"%s\""), "s", "t", true);
            case "jsonl" ->
                PairFile.jsonl(write(folder, sources, targets, "", "{\"s\": \"%s\", \"t\": \"%s\"}"), "s", "t");
            default ->
                PairFile.parallel(
                        Files.write(folder.resolve("source.txt"), sources),
                        Files.write(folder.resolve("target.txt"), targets));
        };
        PairSide side = new PairSide(Tokenizer.words());
        return new TokenizedPairs(file, side, side);
    }

    private static Path write(Path folder, List<String> sources, List<String> targets, String header, String line)
            throws IOException {
        Stream<String> rows = IntStream.range(0, sources.size())
                .mapToObj(number -> line.formatted(sources.get(number), targets.get(number)));
        return Files.write(
                folder.resolve("pairs.txt"),
                Stream.concat(header.isEmpty() ? Stream.empty() : Stream.of(header), rows)
                        .toList());
    }

    private static PairEncoder encoder(TokenizedPairs pairs) {
        Vocabulary.Counter source = new Vocabulary.Counter();
        Vocabulary.Counter target = new Vocabulary.Counter();
        pairs.count(source, target);
        return new PairEncoder(source.build(1, VOCABULARY), target.build(1, VOCABULARY), false);
    }

    static Iteration encode(String format, Parameters parameters) throws IOException {
        TokenizedPairs pairs = pairs(format, parameters);
        PairEncoder encoder = encoder(pairs);
        return () -> {
            PairReport report = pairs.visit(encoder::encode);
            return report.source().tokens() + report.target().tokens();
        };
    }

    static Iteration batches(Parameters parameters) throws IOException {
        TokenizedPairs pairs = pairs("tsv", parameters);
        PairCorpus corpus = PairCorpus.read(pairs, encoder(pairs), Scratch.folder());
        PairBatches batches =
                new PairBatches(corpus, BatchBy.TOKENS, BATCH_TOKENS, BUCKET_WIDTH, SHUFFLE_BUFFER, 1, true);
        int[] epoch = new int[1];
        return () -> {
            long tokens = 0;
            try (CloseableBatches all = batches.epoch(epoch[0]++, 0)) {
                while (all.hasNext()) {
                    tokens += all.next().tokens();
                }
            }
            return tokens;
        };
    }
}
