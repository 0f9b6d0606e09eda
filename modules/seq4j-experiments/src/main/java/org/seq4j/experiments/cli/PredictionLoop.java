package org.seq4j.experiments.cli;

import java.util.ArrayList;
import java.util.List;
import org.seq4j.data.text.Utf8Lines;
import org.seq4j.experiments.evaluation.Prediction;
import org.seq4j.experiments.evaluation.SequencePredictor;

/**
 * Reads sources, predicts, and writes as soon as a batch is done: what can be read without waiting, up to a window, is one
 * batch, so that whoever types or pipes line by line gets an answer to each.
 */
final class PredictionLoop {
    private static final String PROMPT = "> ";

    private final SequencePredictor predictor;
    private final PredictionFormat format;
    private final boolean asking;

    /**
     * @param predictor the model
     * @param format how an output looks
     * @param asking whether a person types the lines
     */
    PredictionLoop(SequencePredictor predictor, PredictionFormat format, boolean asking) {
        this.predictor = predictor;
        this.format = format;
        this.asking = asking;
    }

    void run(Utf8Lines lines, PredictionOutput out, int window) {
        long first = 1;
        for (List<String> sources = read(lines, window); !sources.isEmpty(); sources = read(lines, window)) {
            List<List<Prediction>> predictions = predictor.predict(sources, first);
            for (int i = 0; i < sources.size(); i++) {
                out.write(format.lines(first + i, sources.get(i), predictions.get(i)));
            }
            out.flush();
            first += sources.size();
        }
        if (asking) {
            Console.err().println();
        }
    }

    private List<String> read(Utf8Lines lines, int window) {
        List<String> sources = new ArrayList<>();
        do {
            if (asking && sources.isEmpty()) {
                Console.err().print(PROMPT);
                Console.err().flush();
            }
            String line = lines.next();
            if (line == null) {
                break;
            }
            sources.add(line);
        } while (sources.size() < window && lines.ready());
        return sources;
    }
}
