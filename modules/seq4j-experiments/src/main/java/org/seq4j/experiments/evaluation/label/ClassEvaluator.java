package org.seq4j.experiments.evaluation.label;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.seq4j.data.batch.BatchSource;
import org.seq4j.data.batch.CloseableBatches;
import org.seq4j.data.label.LabelSet;
import org.seq4j.experiments.evaluation.Scores;

/** Scores a classifier on a data set. */
public final class ClassEvaluator {
    private ClassEvaluator() {}

    /**
     * The metrics, without class weights and label smoothing.
     *
     * @param graph the model, left as it was
     * @param source the data
     * @param labels the L labels
     * @param multiLabel whether an example has any number of them
     */
    public static Scores evaluate(ComputationGraph graph, BatchSource source, LabelSet labels, boolean multiLabel) {
        List<int[]> gold = new ArrayList<>();
        List<float[]> predicted = new ArrayList<>();
        try (CloseableBatches batches = source.epoch(0, 0)) {
            while (batches.hasNext()) {
                MultiDataSet data = batches.next().data();
                predicted.addAll(probabilities(graph, data));
                gold.addAll(gold(data.getLabels(0), multiLabel));
            }
        }
        return ClassScores.of(labels, gold, predicted, multiLabel);
    }

    /** The probabilities of the labels of each example of a batch, [L]. */
    static List<float[]> probabilities(ComputationGraph graph, MultiDataSet batch) {
        INDArray probabilities = graph.output(false, batch.getFeatures(), batch.getFeaturesMaskArrays())[0];
        return Arrays.asList(probabilities.toFloatMatrix());
    }

    /** The right labels of each example: ids [B, 1], or 0 and 1 [B, L]. */
    static List<int[]> gold(INDArray labels, boolean multiLabel) {
        List<int[]> rows = new ArrayList<>();
        for (int b = 0; b < labels.size(0); b++) {
            INDArray row = labels.getRow(b);
            rows.add(
                    multiLabel
                            ? IntStream.range(0, (int) row.length())
                                    .filter(l -> row.getInt(l) == 1)
                                    .toArray()
                            : new int[] {labels.getInt(b, 0)});
        }
        return rows;
    }
}
