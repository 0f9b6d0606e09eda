package org.seq4j.data.batch;

import java.util.List;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.data.pair.EncodedPair;
import org.seq4j.data.pair.PairCorpus;
import org.seq4j.data.vocabulary.Vocabulary;

/** The arrays of a batch of pairs. */
final class PairArrays {
    private PairArrays() {}

    static Batch batch(PairCorpus corpus, long[] numbers) {
        int rows = numbers.length;
        EncodedPair[] pairs = new EncodedPair[rows];
        int sourceSteps = 0;
        int targetSteps = 0;
        long tokens = 0;
        for (int b = 0; b < rows; b++) {
            pairs[b] = corpus.pair(numbers[b]);
            sourceSteps = Math.max(sourceSteps, pairs[b].source().length);
            targetSteps = Math.max(targetSteps, pairs[b].target().length + 1);
            tokens += pairs[b].target().length + 1;
        }
        Padded source = new Padded(rows, sourceSteps);
        Padded inputs = new Padded(rows, targetSteps);
        Padded labels = new Padded(rows, targetSteps);
        boolean copy = corpus.encoder().copy();
        Padded copies = new Padded(copy ? rows : 0, sourceSteps);
        int vocabulary = corpus.encoder().target().size();
        for (int b = 0; b < rows; b++) {
            EncodedPair pair = pairs[b];
            source.put(b, 0, pair.source());
            if (copy && pair.copySource() != null) {
                copies.put(b, 0, pair.copySource());
            }
            int[] target = pair.target();
            labels.put(b, 0, target);
            labels.put(b, target.length, Vocabulary.EOS);
            inputs.put(b, 0, Vocabulary.BOS);
            for (int t = 0; t < target.length; t++) {
                inputs.put(b, t + 1, target[t] < vocabulary ? target[t] : Vocabulary.UNK);
            }
        }
        List<Padded> features = copy ? List.of(source, inputs, copies) : List.of(source, inputs);
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            MultiDataSet data = new MultiDataSet(
                    features.stream().map(Padded::ids).toArray(INDArray[]::new),
                    new INDArray[] {labels.ids()},
                    features.stream().map(Padded::mask).toArray(INDArray[]::new),
                    new INDArray[] {labels.mask()});
            return new Batch(data, tokens, rows, true);
        }
    }
}
