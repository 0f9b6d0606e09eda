package org.seq4j.experiments.cli;

import java.util.ArrayList;
import java.util.List;
import org.seq4j.data.text.Utf8Lines;

/**
 * Reads sources, predicts, and writes as soon as a batch is done: what can be read without waiting, up to a window, is one
 * batch, so that whoever types or pipes line by line gets an answer to each.
 */
final class PredictionLoop {
    static final String PROMPT = "> ";

    private final LinePredictor predictor;
    private final boolean asking;

    /**
     * @param predictor the model
     * @param asking whether a person types the lines
     */
    PredictionLoop(LinePredictor predictor, boolean asking) {
        this.predictor = predictor;
        this.asking = asking;
    }

    void run(Utf8Lines lines, LineOutput out, int window) {
        long first = 1;
        for (List<String> sources = read(lines, window); !sources.isEmpty(); sources = read(lines, window)) {
            predictor.lines(sources, first).forEach(out::write);
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
