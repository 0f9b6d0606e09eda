package org.seq4j.experiments.cli;

import java.util.ArrayList;
import java.util.List;
import org.seq4j.experiments.evaluation.Prediction;
import org.seq4j.experiments.evaluation.SequencePredictor;

/**
 * Text in, text out.
 *
 * @param predictor the model
 * @param format how an output looks
 */
record TextLines(SequencePredictor predictor, PredictionFormat format) implements LinePredictor {
    @Override
    public List<List<String>> lines(List<String> sources, long first) {
        List<List<Prediction>> predictions = predictor.predict(sources, first);
        List<List<String>> lines = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            lines.add(format.lines(first + i, sources.get(i), predictions.get(i)));
        }
        return lines;
    }
}
