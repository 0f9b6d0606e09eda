package org.seq4j.experiments.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.text.Place;
import org.seq4j.data.text.Utf8Lines;

/** Reads a step on each line, and writes its prediction at once; an empty line starts a new sequence, and gives an empty line. */
final class StepLoop {
    private StepLoop() {}

    /** A model in the middle of a sequence. */
    interface Steps {
        /** A new sequence begins. */
        void restart();

        /**
         * The line of output for the next step.
         *
         * @param line the step
         * @param place what faults call it
         */
        String read(String line, Place place);
    }

    /**
     * Runs until the input ends.
     *
     * @param name what faults call the input
     * @param asking whether a person types the lines
     */
    static void run(Steps steps, Utf8Lines lines, String name, LineOutput out, boolean asking) {
        for (String line = next(lines, asking); line != null; line = next(lines, asking)) {
            if (line.isBlank()) {
                steps.restart();
                out.write(List.of(""));
            } else {
                out.write(List.of(steps.read(line, new Place(name, lines.lineNumber()))));
            }
            out.flush();
        }
        if (asking) {
            Console.err().println();
        }
    }

    private static @Nullable String next(Utf8Lines lines, boolean asking) {
        if (asking) {
            Console.err().print(PredictionLoop.PROMPT);
            Console.err().flush();
        }
        return lines.next();
    }
}
