package org.seq4j.data.pair;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.corpus.OverLength;
import org.seq4j.data.vocabulary.Vocabulary;

/**
 * A file of pairs and how its two sides become tokens. Pairs with a side that has no token are passed over and counted;
 * so are pairs with a side of more than its greatest length, unless that side is to be cut. A pair at a time is read.
 */
public record TokenizedPairs(PairFile file, PairSide source, PairSide target) {
    /**
     * Counts the tokens of the kept pairs; for a joint vocabulary both counters are the same one.
     *
     * @param sourceCounter counts the source side; null to count nothing there
     * @param targetCounter counts the target side; null to count nothing there
     */
    public PairReport count(Vocabulary.@Nullable Counter sourceCounter, Vocabulary.@Nullable Counter targetCounter) {
        return visit((sourceTokens, targetTokens) -> {
            if (sourceCounter != null) {
                sourceCounter.addAll(sourceTokens);
            }
            if (targetCounter != null) {
                targetCounter.addAll(targetTokens);
            }
        });
    }

    /** Hands the tokens of every kept pair on, in the order of the file. Unknown tokens are 0 in the report. */
    public PairReport visit(BiConsumer<List<String>, List<String>> visitor) {
        PairCounts counts = new PairCounts();
        try (PairReader reader = PairReader.open(file)) {
            for (TextPair pair = reader.next(); pair != null; pair = reader.next()) {
                List<String> sourceTokens = source.tokenizer().tokenize(pair.source());
                List<String> targetTokens = target.tokenizer().tokenize(pair.target());
                if (sourceTokens.isEmpty() || targetTokens.isEmpty()) {
                    counts.empty++;
                    continue;
                }
                boolean longSource = source.tooLong(sourceTokens.size());
                boolean longTarget = target.tooLong(targetTokens.size());
                boolean dropSource = longSource && source.overLength() == OverLength.DROP;
                boolean dropTarget = longTarget && target.overLength() == OverLength.DROP;
                if (dropSource || dropTarget) {
                    counts.drop(dropSource, dropTarget);
                    continue;
                }
                List<String> keptSource = longSource ? sourceTokens.subList(0, source.maxLength()) : sourceTokens;
                List<String> keptTarget = longTarget ? targetTokens.subList(0, target.maxLength()) : targetTokens;
                counts.keep(keptSource.size(), longSource, keptTarget.size(), longTarget);
                visitor.accept(keptSource, keptTarget);
            }
        }
        return counts.report();
    }
}
