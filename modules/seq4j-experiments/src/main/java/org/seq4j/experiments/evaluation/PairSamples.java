package org.seq4j.experiments.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.seq4j.data.pair.TextPair;
import org.seq4j.experiments.evaluation.heatmap.AttentionHeatMap;
import org.seq4j.experiments.evaluation.metric.SequenceMatch;
import org.seq4j.experiments.evaluation.sample.Sample;
import org.seq4j.experiments.evaluation.sample.Samples;

/** A few examples for a human eye. */
public final class PairSamples {
    private PairSamples() {}

    /** Source, reference and output of each example. */
    public static Samples of(List<TextPair> pairs, SequencePredictor predictor, PairCodec codec) {
        List<String> outputs =
                predictor.best(pairs.stream().map(TextPair::source).toList());
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            String reference = codec.normalTarget(pairs.get(i).target());
            String output = outputs.get(i);
            samples.add(new Sample(
                    pairs.get(i).source(), reference, output, SequenceMatch.matches(output, List.of(reference))));
        }
        return new Samples.Compared(samples);
    }

    /**
     * A picture of the attention for each example: {@code 1.png}, {@code 2.png} and so on.
     *
     * @throws org.seq4j.experiments.evaluation.picture.PictureException if a picture cannot be drawn or written
     */
    public static void draw(List<TextPair> pairs, SequencePredictor predictor, Path folder) {
        List<List<Prediction>> predictions =
                predictor.predict(pairs.stream().map(TextPair::source).toList(), 0);
        for (int i = 0; i < predictions.size(); i++) {
            draw(predictions.get(i).get(0), folder.resolve((i + 1) + ".png"));
        }
    }

    /** The picture of one output; none where there is no attention or no token. */
    public static void draw(Prediction prediction, Path png) {
        float[][] attention = prediction.attention();
        if (attention != null && attention.length > 0) {
            AttentionHeatMap.write(png, prediction.sourceTokens(), prediction.tokens(), attention);
        }
    }
}
