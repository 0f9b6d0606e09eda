package org.seq4j.data.pair;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.seq4j.data.vocabulary.Vocabulary;

/** Encoded pairs for tests: pair i starts with token i on both sides; many lengths, from 1 to 12 and 1 to 9. */
public final class RandomPairs {
    private RandomPairs() {}

    public static MemoryPairs of(long seed, int count, boolean copy) {
        SplittableRandom random = new SplittableRandom(seed);
        Vocabulary source = vocabulary(count + 20);
        PairEncoder encoder = new PairEncoder(source, copy ? vocabulary(count + 10) : source, copy);
        List<EncodedPair> pairs = new ArrayList<>();
        PairCounts counts = new PairCounts();
        for (int i = 0; i < count; i++) {
            List<String> sourceTokens = tokens(random, i, count, 1 + random.nextInt(12));
            List<String> targetTokens = tokens(random, i, count, 1 + random.nextInt(9));
            counts.keep(sourceTokens.size(), false, targetTokens.size(), false);
            pairs.add(encoder.encode(sourceTokens, targetTokens));
        }
        return new MemoryPairs(pairs, encoder, counts.report());
    }

    private static Vocabulary vocabulary(int size) {
        return Vocabulary.of(IntStream.range(0, size).mapToObj(i -> "w" + i).toList());
    }

    private static List<String> tokens(SplittableRandom random, int first, int count, int length) {
        return IntStream.range(0, length)
                .mapToObj(t -> "w" + (t == 0 ? first : count + random.nextInt(20)))
                .collect(Collectors.toList());
    }
}
