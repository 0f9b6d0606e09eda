package org.seq4j.experiments.evaluation.label;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.seq4j.data.label.LabelSet;
import org.seq4j.experiments.evaluation.sample.Sample;
import org.seq4j.experiments.evaluation.sample.Samples;
import org.seq4j.models.graph.SequenceTagger;

/** A few examples for a human eye: source, right labels and predicted ones. */
public final class LabelSamples {
    private LabelSamples() {}

    /**
     * Of a classifier.
     *
     * @param sources what stands for each example
     * @param batch the examples with their labels
     * @param multiLabel whether an example has any number of labels
     */
    public static Samples classes(
            ComputationGraph graph, List<String> sources, MultiDataSet batch, LabelSet labels, boolean multiLabel) {
        List<float[]> probabilities = ClassEvaluator.probabilities(graph, batch);
        List<int[]> gold = ClassEvaluator.gold(batch.getLabels(0), multiLabel);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            float[] one = probabilities.get(i);
            int[] predicted = multiLabel ? ClassScores.likely(one) : new int[] {ClassScores.best(one)};
            String right = String.join(" ", labels.names(gold.get(i)));
            String output = String.join(" ", labels.names(predicted));
            samples.add(new Sample(sources.get(i), right, output, right.equals(output)));
        }
        return new Samples.Compared(samples);
    }

    /**
     * Of a tagger.
     *
     * @param sources what stands for each example
     * @param batch the examples with their tags, and labels where there are some
     * @param intents the labels of whole sequences; null: there are none
     */
    public static Samples tags(
            ComputationGraph graph,
            List<String> sources,
            MultiDataSet batch,
            LabelSet tags,
            @Nullable LabelSet intents) {
        SequenceTagger.Prediction prediction =
                SequenceTagger.predict(graph, batch.getFeatures(), batch.getFeaturesMaskArrays());
        List<int[]> gold = TagEvaluator.gold(batch);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            String right = String.join(" ", tags.names(gold.get(i)));
            String predicted = String.join(" ", tags.names(prediction.labels()[i]));
            if (intents != null && prediction.intents() != null) {
                right = intents.name(batch.getLabels(1).getInt(i, 0)) + ": " + right;
                predicted = intents.name(
                                ClassScores.best(prediction.intents().getRow(i).toFloatVector())) + ": " + predicted;
            }
            samples.add(new Sample(sources.get(i), right, predicted, right.equals(predicted)));
        }
        return new Samples.Compared(samples);
    }
}
